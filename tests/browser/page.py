"""A notebook open in the browser: run it, look at it, move its explorers."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlparse

import psutil

from benchmarks.classroom.memory import data_pages, memory
from helpers.digits import cache_folder
from tools.handout import find_chromium

from .explorer import Explorer
from .lab import Lab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# The smallest screen that a page must fit, and a common one in lecture halls.
SCREEN = {"width": 1366, "height": 768}
CHROMIUM_ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # The next three keep the browser from slowing a page that it thinks nobody looks at.
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
]
VIEW = ".jp-WindowedPanel-outer:visible"
IDLE = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status=idle]"


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Keep a browser open for as long as the block runs."""
    from playwright.sync_api import sync_playwright  # not at the top: it may not be installed

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS
        )
        yield browser
        browser.close()


class NotebookPage:
    """One notebook of a running lab, in a fresh browser profile.

    notebook: its file's name. screenshots: a folder for them, unless SCREENSHOTS names another.
    front_end: ``"lab"`` for JupyterLab, ``"notebook"`` for Notebook 7. Both are built of the same
    parts, so that everything below holds for both.

    ``console`` holds every error that the page wrote to its console, and every uncaught exception;
    ``strangers`` every address outside this computer that it asked for; ``errors`` every exception
    that the kernel reported, read from the wire: one that was raised in a slider's callback belongs
    to no cell, and JupyterLab shows it nowhere.
    """

    def __init__(
        self,
        browser: Browser,
        lab: Lab,
        notebook: str,
        screenshots: Path,
        front_end: str = "lab",
    ) -> None:
        self.notebook, self.front_end = notebook, front_end
        self.console, self.strangers, self.errors = [], [], []
        self._counts: Counter[str] = Counter()  # messages to and from the kernel, by type
        self._lab, self._screenshots = lab, Path(os.environ.get("SCREENSHOTS", screenshots))
        self.page: Page = browser.new_page(viewport=SCREEN)
        self._devtools = self.page.context.new_cdp_session(self.page)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.console.append(str(error)))
        self.page.on("request", lambda request: self._note_address(request.url))
        self.page.on("websocket", self._note_socket)

    def open(self) -> None:
        """Open the notebook and wait for its kernel."""
        self.page.goto(self._lab.page(self.notebook, self.front_end))
        # The indicator says idle before there is a kernel, and Run All would then run nothing.
        answered = self.wait_for(lambda: self._counts["kernel_info_reply"] > 0, 60)
        assert answered, f"{self.notebook}: no kernel; see {self.screenshot('no-kernel')}"
        # The page asks the kernel for widgets that are there already. Were they made meanwhile, it
        # would meet some whose parts it does not know yet.
        n = self._counts
        self.wait_for(lambda: 0 < n["comm_info_request"] == n["comm_info_reply"], 10)
        self.settle()
        dialogs = self.page.locator(".jp-Dialog").all_inner_texts()
        assert not dialogs, f"{self.notebook} opens with a question: {dialogs}"

    def run_all(self, seconds: float = 180) -> None:
        """Run all cells, and wait until nothing runs any more and the widgets are drawn."""
        n, before = self._counts, self._counts["execute_request"]
        self.choose("Run", "Run All Cells")
        # Counted on the wire: a prompt's star may come late or pass unseen, and Run All stops at
        # an error, so that a prompt without a number is no sign of more to come.
        done = self.wait_for(lambda: before < n["execute_request"] == n["execute_reply"], seconds)
        assert done, (
            f"{self.notebook}: after {seconds:.0f} s the kernel has answered {n['execute_reply']} "
            f"of {n['execute_request']} cells; see {self.screenshot('stuck')}"
        )
        self.settle()
        # A live figure asks for its picture when it is on the page, and no cell waits for that. One
        # that stays blank is a fault; to find it is the checks' business.
        blank = self.page.locator(".explorer-picture:not([data-state])")
        self.wait_for(lambda: blank.count() == 0, 10)

    def settle(self) -> None:
        """Wait until the kernel is idle and the widgets have had time to be drawn."""
        self.page.wait_for_timeout(700)
        self.page.wait_for_selector(IDLE, state="attached", timeout=60_000)

    def undrawn_widgets(self) -> list[str]:
        """Return what stands on the page in the place of each widget that was not drawn."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll('.jp-OutputArea-output')]
                 .filter(o => o.querySelector('.jupyter-widgets-error-widget')
                              || /^(Loading|Error (displaying|creating)) widget/.test(o.innerText))
                 .map(o => o.innerText)"""
        )

    def broken_images(self) -> list[str]:
        """Return the beginning of the source of every image that shows nothing."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll('.jp-Notebook img')]
                 .filter(i => !(i.complete && i.naturalWidth))
                 .map(i => i.src.slice(0, 200) || '(no source)')"""
        )

    def explorers(self) -> list[Explorer]:
        """Return the explorers on the page; one that stands inside another belongs to it."""
        outermost = self.page.locator(".explorer:not(.explorer .explorer)")
        return [Explorer(self, outermost.nth(i)) for i in range(outermost.count())]

    def resize(self, width: int, height: int, ratio: float = 1, files: bool = True) -> None:
        """Give the window another size.

        ratio: of its pixels to those of CSS, 1.5 at a zoom of 150 %. files: whether JupyterLab
        shows its file browser, which it does at first.
        """
        self.page.set_viewport_size({"width": width, "height": height})
        self._devtools.send(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": ratio, "mobile": False},
        )
        if files != self.page.locator("#jp-left-stack").is_visible():
            self.page.keyboard.press("Control+b")
        now = f"innerWidth === {width} && innerHeight === {height} && devicePixelRatio === {ratio}"
        assert self.wait_for(lambda: self.page.evaluate(now), 60)
        self.page.wait_for_timeout(1000)  # JupyterLab takes its time to follow the window

    def view_height(self) -> float:
        """Return how many pixels of the notebook are seen at once."""
        return self.page.locator(VIEW).bounding_box()["height"]

    def wait_for(self, condition: Callable[[], bool], seconds: float = 5) -> bool:
        """Look again and again; return whether the condition came true in time."""
        for _ in range(int(seconds / 0.05)):
            if condition():
                return True
            self.page.wait_for_timeout(50)
        return condition()

    def screenshot(self, name: str, of: Explorer | None = None) -> Path:
        """Save the screen, with an explorer in view, in the folder that SCREENSHOTS names."""
        self._screenshots.mkdir(parents=True, exist_ok=True)
        path = self._screenshots / f"{Path(self.notebook).stem}-{name}.png"
        if of:
            of.root.scroll_into_view_if_needed()
        self.page.screenshot(path=path)
        return path

    def kernel_memory(self) -> float:
        """Return how many MB the kernel has for itself, without the pages of the digits' files."""
        (number,) = (kernel["id"] for kernel in self._lab.kernels())
        there = psutil.process_iter(["cmdline"])  # None for one that has just ended
        process = next(p for p in there if number in " ".join(p.info["cmdline"] or []))
        return memory(process).own - data_pages(process, cache_folder()).alone

    def leaf_through(self) -> None:
        """Save the whole notebook, one screen after another, for somebody to look at."""
        panel = self.page.locator(VIEW)
        room, height = panel.evaluate("p => [p.clientHeight, p.scrollHeight]")
        for number in range(-(-height // room)):
            panel.evaluate("(p, top) => p.scrollTo(0, top)", number * room)
            self.page.wait_for_timeout(150)
            self.screenshot(f"{number + 1:02}")

    def save_and_reload(self) -> None:
        """Save the notebook, load the page again, and wait until its explorers are there."""
        self.page.keyboard.press("Control+s")
        self.settle()
        self.page.reload()
        self.settle()
        assert self.wait_for(lambda: self.explorers() and self.explorers()[0].sentence(), 30)

    def choose(self, menu: str, entry: str) -> None:
        """Choose an entry of a menu."""
        self.page.get_by_role("menuitem", name=menu, exact=True).click()
        self.page.locator(".lm-Menu-item", has_text=entry).first.click()

    def choose_theme(self, name: str) -> None:
        """Choose JupyterLab's theme of that name, Light or Dark, from its menu."""
        self.page.get_by_role("menuitem", name="Settings", exact=True).click()
        self.page.locator(".lm-Menu-item", has_text="Theme").first.hover()
        self.page.locator(".lm-Menu-item", has_text=f"JupyterLab {name}").first.click()
        self.page.wait_for_timeout(1000)

    def close(self) -> None:
        """Close the page and end its kernel."""
        self.page.close()
        self._lab.end_kernels()

    def _note_console(self, message) -> None:
        if message.type == "error":
            self.console.append(f"{message.text} ({message.location['url']})")

    def _note_socket(self, socket) -> None:
        self._note_address(socket.url)
        socket.on("framesent", self._note_message)
        socket.on("framereceived", self._note_message)

    def _note_message(self, frame: str | bytes) -> None:
        text = frame if isinstance(frame, str) else frame.decode(errors="replace")
        kind = re.search(r'"msg_type": ?"(\w+)"', text)
        if not kind:
            return
        self._counts[kind[1]] += 1
        if kind[1] == "error":
            self.errors.append(": ".join(re.findall(r'"(?:ename|evalue)": ?"(.*?)"', text)))

    def _note_address(self, address: str) -> None:
        url = urlparse(address)
        if url.scheme in ("http", "https", "ws", "wss") and url.hostname != "127.0.0.1":
            self.strangers.append(address)
