// Style sheets beside this file, for the page.

/** Give the page one of them; return its link. */
export function addStyle(name) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(name, import.meta.url).href;
  document.head.append(link);
  return link;
}
