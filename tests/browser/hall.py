"""The page of a lecture: which slide it shows, what of it, and the keys that walk through it."""


class Hall:
    """The page of a lecture that has begun by itself."""

    def __init__(self, on):
        self.on, self.page = on, on.page
        self.page.goto(on._lab.page(on.notebook, "lecture"))
        self.page.wait_for_selector(".lecture-place", timeout=120_000)
        self.page.wait_for_selector(".lecture-starting", state="detached")

    def place(self):
        """Return which slide is shown, and of how many, as the screen says it."""
        words = self.page.locator(".lecture-place").text_content()
        _, number, _, count = words.replace("/", "").split()
        return int(number), int(count)

    def press(self, key, times=1):
        for _ in range(times):
            self.page.keyboard.press(key)
        self.page.wait_for_timeout(100)

    def resize(self, width, height):
        """Give the window another size, and wait until the slide is fitted to it."""
        self.on.resize(width, height, files=self.page.locator("#jp-left-stack").is_visible())
        self.page.wait_for_selector(".lecture-fits", state="detached")

    def shown(self):
        """Return the places in the notebook of the cells that are on the screen or below it."""
        return self.page.locator(".lecture .jp-Cell").evaluate_all(
            "cells => cells.flatMap((c, i) => c.checkVisibility() ? [i] : [])"
        )

    def explorer(self):
        """Return the slide's explorer, or None."""
        return next((e for e in self.on.explorers() if e.root.is_visible()), None)

    def go_to_the_explorer(self):
        """Go on from the first slide to the end of the second, past its vote."""
        self.press("PageDown")
        while not self.page.locator(".lecture-shown summary").count():
            self.press("PageDown")
        return self.explorer()

    def answer(self):
        """Return the folded answer of the slide with the vote."""
        return self.page.locator(".jp-MarkdownOutput", has_text="It is this.").locator("p")

    def scroll(self):
        return self.page.locator(".lecture .jp-WindowedPanel-outer").evaluate("e => e.scrollTop")

    def stops(self):
        """Step on through the slide: yield the cells that are shown at each stop of it."""
        number, before = self.place(), None
        while (now := (self.place(), self.scroll(), self.shown())) != before:
            if now[0] != number:
                return
            yield now[2]
            before = now
            self.press("PageDown")
