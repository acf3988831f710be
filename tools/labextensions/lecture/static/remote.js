// What JupyterLab loads first. It expects the container that a bundler would make: `init` gets
// JupyterLab's own modules, `get` returns the plugin. That is all of it, so nothing is bundled.

const address = document.currentScript.src;
let shared;

/** One of JupyterLab's own modules: the same that JupyterLab itself works with. */
async function own(name) {
  const versions = Object.values(shared[name]);
  const { get } = versions.find(({ loaded }) => loaded) ?? versions[0];
  return (await get())();
}

window._JUPYTERLAB ??= {};
window._JUPYTERLAB.lecture = {
  init: async (scope) => {
    shared = scope;
  },
  get: async () => {
    const { plugin } = await import(new URL("plugin.js", address));
    const names = ["notebook", "apputils", "mainmenu"];
    const modules = await Promise.all(names.map((name) => own(`@jupyterlab/${name}`)));
    const exported = { __esModule: true, default: plugin(...modules) };
    return () => exported;
  },
};
