"""Draws docs/contacts.svg: the real program on the demo's contacts, as README shows it.

Enters: nothing. Leaves: an SVG that asks no other place for a font.
"""

import asyncio
import os
import re
import tempfile
from pathlib import Path

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "contacts.svg"
SIZE = (120, 36)
PATIENCE = 30  # seconds

#: What Rich puts into its pictures: fonts from a host on the internet, and who made them.
OUTSIDE = re.compile(r"@font-face\s*\{[^}]*\}\s*|<!--.*?-->\s*", re.DOTALL)


def main() -> None:
    """Draw the picture on a store that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(CONTACTHUB_HOME=folder, TERM="xterm-256color", COLORTERM="truecolor")
        os.environ.pop("NO_COLOR", None)
        svg = asyncio.run(_draw(Path(folder)))
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(svg, encoding="utf-8")


async def _draw(folder: Path) -> str:
    """All contacts with a search, and the contact under the cursor beside them."""
    # Only now: Textual looks at the environment when it is imported.
    from contacthub_tui.app import ContactHubApp  # noqa: PLC0415
    from contacthub_tui.commands.demo import fill  # noqa: PLC0415
    from contacthub_tui.settings import Settings  # noqa: PLC0415
    from contacthub_tui.store.database import open_store  # noqa: PLC0415

    url = f"sqlite:///{folder / 'hub.db'}"
    store = await asyncio.to_thread(open_store, url)
    await asyncio.to_thread(fill, folder)
    app = ContactHubApp(Settings(url, language="en"), url, "marie")
    async with asyncio.timeout(PATIENCE), app.run_test(size=SIZE) as pilot:

        async def shown(text: str) -> None:
            while text not in app.export_screenshot():
                await pilot.pause(0.05)

        await shown("+33")
        await pilot.press("slash", *"mar", "enter")
        await shown("found")
        await pilot.press(*["down"] * 6)
        await shown("since")
        svg = app.export_screenshot(title="ContactHub")
    await asyncio.to_thread(store.close)
    # The name of its styles is a sum over all text; one that stays makes smaller changes.
    return re.sub(r"terminal-\d+", "terminal", OUTSIDE.sub("", svg))


if __name__ == "__main__":
    main()
