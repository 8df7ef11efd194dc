"""How well a reader can see an element of a page: contrast, size, and what sticks out of it."""

from dataclasses import dataclass

from playwright.sync_api import Locator

MEASURE = """element => {
    // A canvas turns every notation of a colour into red, green, blue and opacity.
    const context = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
    const read = colour => {
        context.clearRect(0, 0, 1, 1);
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        const [red, green, blue, opacity] = context.getImageData(0, 0, 1, 1).data;
        return [red, green, blue, opacity / 255];
    };
    const over = ([r, g, b, a], under) => [r, g, b].map((c, i) => a * c + (1 - a) * under[i]);
    const background = node => {
        const below = node.parentElement ? background(node.parentElement) : [255, 255, 255];
        return over(read(getComputedStyle(node).backgroundColor), below);
    };
    const opacity = node => node ? getComputedStyle(node).opacity * opacity(node.parentElement) : 1;
    const luminance = colour => {
        const [r, g, b] = colour.map(c => c / 255).map(
            c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one, other) => {
        const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (light + 0.05) / (dark + 0.05);
    };
    const found = [];
    const frame = element.getBoundingClientRect();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim();
        if (!text) continue;
        const parent = walker.currentNode.parentElement;
        const style = getComputedStyle(parent);
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const box = range.getBoundingClientRect();
        const under = background(parent);
        const [r, g, b, a] = read(style.color);
        const seen = over([r, g, b, a * opacity(parent)], under);
        found.push({
            text,
            contrast: contrast(seen, under),
            size: parseFloat(style.fontSize),
            shown: box.width > 0 && box.height > 0 && style.visibility === "visible",
            outside: Math.max(box.right - frame.right, frame.left - box.left),
        });
    }
    return found;
}"""


@dataclass(frozen=True)
class Text:
    """A piece of text as the browser draws it.

    `contrast` is the ratio of WCAG 2 between the text and what lies below it, `size` and `outside`
    are pixels: the font's size, and how far the text sticks out of the element at its sides.
    """

    text: str
    contrast: float
    size: float
    shown: bool
    outside: float


def texts(element: Locator) -> list[Text]:
    """Measure every piece of text in an element."""
    return [Text(**found) for found in element.evaluate(MEASURE)]


def hidden_width(element: Locator) -> int:
    """Pixels by which something in an element is wider than the room that it has."""
    return element.evaluate(
        """element => Math.max(...[element, ...element.querySelectorAll("*")].map(
            node => node.clientWidth ? node.scrollWidth - node.clientWidth : 0))"""
    )
