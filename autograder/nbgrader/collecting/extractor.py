"""Where the unpacking of archives, which students made, meets nbgrader's `zip_collect`.

nbgrader unpacks everything as it comes. Here only what is collected comes out, inside the folder
that is meant, whole or not at all. One student's archive costs nobody else anything, and what was
left out is said at the end.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.plugins import ExtractorPlugin

from autograder.nbgrader.collecting.owners import Owners
from autograder.nbgrader.collecting.unpacking import Unpacking
from autograder.settings import Settings
from autograder.submissions.archives.formats import loose


class BoundedExtractor(ExtractorPlugin):  # type: ignore[misc]  # nbgrader has no types
    """nbgrader's plugin that unpacks, for `ZipCollectApp.extractor_plugin`."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack the archives of a folder, and copy its other files.

        Where something was left out, everything else is collected at once, and the command ends
        with exit status 1: nbgrader asks no plugin how the command should end.

        Raises
        ------
        SystemExit
            Something was left out.
        """
        settings = Settings.of(self.config.get("Settings", {}))
        owners = Owners(getattr(self.parent, "collector_plugin_inst", None))
        Path(extracted_path).mkdir(parents=True, exist_ok=True)
        unpacking = Unpacking(Path(extracted_path), owners, settings)
        unpacking.take(loose(Path(archive_path)))
        if unpacking.came:
            owners.without(unpacking.came, unpacking.other, unpacking.left_out)
        owners.settle(unpacking.came, unpacking.left_out)
        if not unpacking.came and not unpacking.left_out:
            nothing = f"everybody, since {archive_path} holds no {owners.kinds}"
            unpacking.left_out.note("", nothing)
        if unpacking.left_out:
            self._end(unpacking.left_out.sentences())

    def _end(self, sentences: list[str]) -> None:
        app: Any = self.parent
        try:
            if app is not None:
                app.process_extracted_files()
        finally:
            for sentence in sentences:
                self.log.error("left out: %s", sentence)
        if app is not None:
            app.fail("Everything else was collected; what was left out is listed above")
