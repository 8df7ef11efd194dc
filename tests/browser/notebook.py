"""A notebook in JupyterLab: open it, run it, find its verdict cards."""

from pathlib import Path

from playwright import sync_api as playwright
from playwright.sync_api import Browser, ConsoleMessage, Locator

from tests.browser.server import Server

LONGEST_RUN = 150_000
"""Milliseconds for all cells of a lab; twenty seconds at most where nothing else runs."""
WIDE = {"width": 1280, "height": 1000}
IDLE = ".jp-Notebook-ExecutionIndicator[data-status=idle]"
ALL_DONE = """() => {
    const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")];
    const text = prompts.map(prompt => prompt.textContent).join("");
    return /\\d/.test(text) && !text.includes("*");
}"""
ENDED = f"""() => {{
    const idle = !!document.querySelector("{IDLE}");
    window.idleFor = idle ? window.idleFor + 1 : 0;
    return ({ALL_DONE})() || window.idleFor > 40;
}}"""
"""Everything was run; or the kernel has had nothing to do for 20 s, asked every half second."""
HIDE = """(cells, kept) => cells.forEach((cell, number) => {
    if (!kept.includes(number)) cell.style.display = "none";
})"""
NEXT_FRAME = """() => new Promise(done =>
    requestAnimationFrame(() => requestAnimationFrame(done)))"""


class Notebook:
    """A notebook that is open in JupyterLab, in a page of its own."""

    def __init__(self, browser: Browser, server: Server, path: str, scale: float = 1) -> None:
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self.page = browser.new_page(viewport=WIDE, device_scale_factor=scale)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)
        self.page.on("request", lambda request: self._see(request.url, server.address))
        self.page.goto(f"{server.address}/lab/tree/{path}?token={server.token}&reset")
        self.page.wait_for_selector("#jupyterlab-splash", state="detached")
        self._wait_for_cells()

    def _wait_for_cells(self) -> None:
        self.page.wait_for_selector(".jp-Notebook-cell")
        self.page.wait_for_selector(IDLE)

    def turn_to(self, path: str) -> None:
        """Close the notebook, and open another in its place: to load JupyterLab takes longest."""
        self.page.set_viewport_size(WIDE)  # where the menus and the toolbar are whole
        self.choose("File", command="application:close")
        self.page.wait_for_selector(".jp-Notebook-cell", state="detached")
        self.choose("File", command="filebrowser:open-path")
        self.page.fill(".jp-Dialog input", path)
        self.page.click(".jp-Dialog .jp-mod-accept")
        self._wait_for_cells()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location['url']})")

    def _see(self, url: str, address: str) -> None:
        here = (address, address.replace("http", "ws"), "data:", "blob:")
        if not url.startswith(here):
            self.elsewhere.append(url)

    def choose(self, menu: str, *path: str, command: str = "") -> None:
        """Choose from a menu: by the titles on the way, and a command at its end."""
        self.page.locator(".lm-MenuBar-item", has_text=menu).click()
        for title in path:
            label = self.page.locator(".lm-Menu-itemLabel").get_by_text(title, exact=True)
            label.click()
        if command:
            self.page.click(f'.lm-Menu-item[data-command="{command}"]')

    def run_all(self) -> None:
        """Run all cells, and return when the last one is done."""
        self.page.wait_for_timeout(1000)  # a kernel that has only just started loses messages
        for last in (False, False, True):
            self.choose("Run", command="runmenu:run-all")
            self.page.evaluate("window.idleFor = 0")
            try:
                self.page.wait_for_function(ENDED, timeout=LONGEST_RUN, polling=500)
            except playwright.TimeoutError:
                if last:
                    raise
            if self.page.evaluate(ALL_DONE):
                break  # else the kernel has lost a message all the same
        self.page.wait_for_selector(IDLE)

    def save(self) -> None:
        """Save the notebook, and return when it is on the disk."""
        self.choose("File", command="docmanager:save")
        self.page.wait_for_selector(".jp-mod-dirty", state="detached")

    def use_theme(self, name: str) -> None:
        """Switch to another theme, as a user would, and return when it is shown."""
        if self.page.get_attribute("body", "data-jp-theme-name") == name:
            return
        self.choose("Settings", "Theme", name)
        self.page.wait_for_selector(f'body[data-jp-theme-name="{name}"]', state="attached")

    def unfinished(self) -> list[str]:
        """The code cells that were not run."""
        cells = self.page.locator(".jp-CodeCell")
        return cells.evaluate_all(
            """cells => cells.filter(
                cell => !/\\d/.test(cell.querySelector(".jp-InputPrompt").textContent)
            ).map(cell => cell.innerText).filter(text => /\\w/.test(text))"""
        )

    def card(self, checkpoint: str) -> Locator:
        """The output that shows the verdict of a checkpoint, scrolled into view."""
        output = self.page.locator(".jp-OutputArea-output", has_text=checkpoint)
        for _ in range(2):  # what comes into view for the first time may move what lies below it
            output.scroll_into_view_if_needed()
            output.evaluate(NEXT_FRAME)
        return output

    def picture(self, checkpoint: str, path: Path) -> None:
        """Write a picture of a card."""
        self.card(checkpoint).screenshot(path=path)

    def picture_of_cells(self, kept: list[int], path: Path) -> None:
        """Write a picture of some cells, one below the other; the page is of no use after it."""
        cells = self.page.locator(".jp-Notebook-cell")
        cells.evaluate_all(HIDE, kept)
        self.page.set_viewport_size({"width": WIDE["width"], "height": 2000})
        cells.nth(kept[0]).evaluate(NEXT_FRAME)
        cells.nth(kept[0]).scroll_into_view_if_needed()
        boxes = [box for number in kept if (box := cells.nth(number).bounding_box())]
        left, top = boxes[0]["x"], boxes[0]["y"]
        height = boxes[-1]["y"] + boxes[-1]["height"] - top
        clip = {"x": left, "y": top, "width": boxes[0]["width"], "height": height}
        self.page.screenshot(path=path, clip=clip)
