// What JupyterLab loads first. It expects the container that a bundler would make: `init` gets
// JupyterLab's own modules, `get` returns the plugins. That is all of it, so nothing is bundled.
// In a block, because a script's own names would be the whole page's.

{
  const address = document.currentScript.src;
  let shared;
  import(new URL("starting.js", address)); // at once: a lecture says that it starts

  /** One of JupyterLab's own modules: the same that JupyterLab itself works with. */
  async function own(name) {
    const versions = Object.values(shared[name]);
    const { get } = versions.find(({ loaded }) => loaded) ?? versions[0];
    return (await get())();
  }

  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB["inside-a-small-network"] = {
    init: async (scope) => {
      shared = scope;
    },
    get: async () => {
      const { plugins } = await import(new URL("plugins.js", address));
      const names = ["notebook", "apputils", "mainmenu"];
      const modules = await Promise.all(names.map((name) => own(`@jupyterlab/${name}`)));
      const exported = { __esModule: true, default: plugins(...modules) };
      return () => exported;
    },
  };
}
