"""The audit itself: a sound explorer passes, and each fault is found by its rule and no other."""

import pytest

from . import audit

SOUND = """<!doctype html>
<html lang="en"><head><title>Scratch</title></head>
<body style="background: white; color: black"><main><h1 style="color: #999999">Outside</h1>
<div class="explorer">
  <div role="slider" tabindex="0" aria-label="unit" aria-valuemin="0" aria-valuemax="9"
       aria-valuenow="3" style="width: 24px; height: 24px">3</div>
  <canvas role="application" tabindex="0" aria-label="Ten bars"></canvas>
  <p>Unit 3 is on.</p>
  <button>Start</button>
</div></main></body></html>"""

# The rule that must find it: what stands on the sound page, and what stands there instead.
FAULTS = {
    "aria-input-field-name": ('aria-label="unit"', ""),
    "color-contrast": ("<p>", '<p style="color: #999999">'),
    "application-name": ('aria-label="Ten bars"', ""),
    "target-size": ("<button>", '<button>Stop</button><button style="width: 9px; height: 9px">'),
    "tabindex": ('tabindex="0" aria-label="unit"', 'tabindex="5" aria-label="unit"'),
}


@pytest.fixture
def page(chromium):
    page = chromium.new_page()
    yield page
    page.close()


def test_a_sound_explorer_has_no_violation_whatever_stands_outside(page):
    page.set_content(SOUND)
    assert audit.violations(page, ".explorer") == []


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_is_found(page, rule):
    sound, faulty = FAULTS[rule]
    assert SOUND.count(sound) == 1
    page.set_content(SOUND.replace(sound, faulty))
    found = audit.violations(page, ".explorer")
    assert [line.split()[0] for line in found] == [rule], found


def test_a_second_explorer_is_audited_too(page):
    faulty = SOUND.replace("<p>", '<p style="color: #999999">')
    page.set_content(SOUND + faulty)
    assert len(audit.violations(page, ".explorer")) == 1


def test_an_audit_of_nothing_is_refused(page):
    page.set_content(SOUND)
    with pytest.raises(ValueError, match=r"'\.explorers' matches no element"):
        audit.violations(page, ".explorers")
