// Light or dark, before anything is painted: as the reader chose, or as their system has it.
{
  const chosen = localStorage.getItem("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
}
