"""The accessibility audit: axe-core, run inside a page, over the elements that are ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")

# axe-core has no rule of its own for the name that role application must have (WCAG 4.1.2).
NAMED_APPLICATION = {
    "id": "application-name",
    "selector": "[role=application]",
    "any": ["aria-label", "aria-labelledby", "non-empty-title"],
    "tags": ["wcag2a", "wcag412"],
    "metadata": {"help": "Elements with role application must have an accessible name"},
}


def what_is_missing() -> str | None:
    """Return what must be installed before a page can be audited, or None."""
    if AXE.is_file():
        return None
    return "axe-core is missing: run `npm ci` in the project's folder (it needs Node and npm)"


def violations(page: Page, selector: str) -> list[str]:
    """Audit what stands inside the elements that match a selector.

    Held against WCAG 2.0, 2.1 and 2.2, levels A and AA, and axe-core's best practices. What axe
    cannot decide by itself, for instance the contrast of text over a picture, is no violation. A
    line for each rule and each element that breaks it: the rule, what it asks for, the element,
    and what is wrong there.
    """
    # An audit of nothing would find nothing.
    if page.locator(selector).count() == 0:
        raise ValueError(f"selector={selector!r} matches no element of the page: nothing to audit")
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
        page.evaluate("rule => axe.configure({rules: [rule]})", NAMED_APPLICATION)
    found = page.evaluate(
        """async ([selector, values]) => {
             const options = {runOnly: {type: 'tag', values}, resultTypes: ['violations']};
             return (await axe.run({include: [[selector]]}, options)).violations;
           }""",
        [selector, RULES],
    )
    return [_told(rule, node) for rule in found for node in rule["nodes"]]


def _told(rule: dict, node: dict) -> str:
    """Return a violation as one line."""
    faults = [check["message"] for check in [*node["any"], *node["all"], *node["none"]]]
    return f"{rule['id']} ({rule['help']}): {node['html'][:200]}: {'; '.join(faults)}"
