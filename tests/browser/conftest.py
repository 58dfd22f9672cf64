"""A real Chromium, started once, and pages of the hand-made comparisons.

The tests are skipped, with the reason, where Chromium, its driver or selenium is not there.
"""

from __future__ import annotations

import base64
import importlib.util
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import comparison_fixture
from rashomon.models import Comparison
from rashomon.stages.present import html

CHROMIUM = Path("/usr/bin/chromium")
DRIVER = Path("/usr/bin/chromedriver")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, NARROW = (1280, 900), (360, 740)


def _missing() -> str | None:
    for path in (CHROMIUM, DRIVER):
        if not path.exists():
            return f"{path} is not there"
    return None if importlib.util.find_spec("selenium") else "selenium is not installed"


class Browser:
    """What the tests ask of the browser, in few words."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def js(self, code: str, *arguments: Any) -> Any:
        return self.driver.execute_script(code, *arguments)

    def send(self, command: str, **parameters: Any) -> Any:
        return self.driver.execute_cdp_cmd(command, parameters)

    def media(self, **features: str) -> None:
        named = [{"name": k.replace("_", "-"), "value": v} for k, v in features.items()]
        self.send("Emulation.setEmulatedMedia", features=named)

    def size(self, width: int, height: int) -> None:
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def script(self, on: bool) -> None:
        self.send("Emulation.setScriptExecutionDisabled", value=not on)

    def open(self, page: Path, size: tuple[int, int] = WIDE) -> None:
        self.size(*size)
        self.driver.get("about:blank")
        self.driver.get(page.as_uri())

    def log(self, kind: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.driver.get_log(kind)
        return found

    def pdf(self) -> bytes:
        return base64.b64decode(self.send("Page.printToPDF", printBackground=False)["data"])


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    reason = _missing()
    if reason:
        pytest.skip(f"no browser test: {reason}")
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = Options()
        options.binary_location = str(CHROMIUM)
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
        try:
            yield Browser(driver)
        finally:
            driver.quit()


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """The browser as a new reader has it: light, wide, script on."""
    chromium.script(on=True)
    chromium.media(prefers_color_scheme="light")
    yield chromium
    chromium.script(on=True)
    chromium.media(prefers_color_scheme="light")


@pytest.fixture(scope="session")
def five() -> Comparison:
    return comparison_fixture.comparison()


@pytest.fixture(scope="session")
def fifty() -> Comparison:
    return comparison_fixture.large()


@pytest.fixture(scope="session")
def page(five: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "five.html"
    path.write_text(html(five), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def two_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "two.html"
    path.write_text(html(comparison_fixture.two()), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def large_page(fifty: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "fifty.html"
    path.write_text(html(fifty), encoding="utf-8")
    return path
