"""A reader who is alone decides first: what answers a question is stored, and hidden until then."""

from form.anatomy import NOTEBOOKS, asked, printed, stored, tagged

from .lab import running_lab
from .page import NotebookPage

NAME = "02_train_one_neuron.ipynb"


def asked_cells(notebook):
    return [cell for cell in notebook.cells if asked(cell)]


def test_an_answer_is_hidden_until_its_cell_is_run(chromium, tmp_path):
    answers = [cell for _, cell in tagged(stored()[NAME], "answer") if cell.cell_type == "code"]
    said = [printed(cell).splitlines()[0] for cell in answers if printed(cell)]
    with running_lab(NOTEBOOKS) as lab:
        on = NotebookPage(chromium, lab, NAME, tmp_path)
        on.open()
        notebook, hidden = on.page.locator(".jp-Notebook"), on.page.locator(".jp-OutputPlaceholder")
        assert not any(line in notebook.inner_text() for line in said), on.screenshot("given-away")
        assert on.page.locator(".jp-Notebook details[open]").count() == 0
        questions = on.page.locator(".jp-RenderedMarkdown", has_text="(a)")
        assert questions.count() == len(asked_cells(stored()[NAME]))
        assert not any(") holds." in text for text in questions.all_inner_texts())
        count = hidden.count()
        assert count >= len(said) > 2
        words = hidden.first.locator(".jp-Placeholder-contentContainer")
        assert "Hidden" in words.evaluate("e => getComputedStyle(e, '::before').content")
        on.screenshot("hidden")
        hidden.first.scroll_into_view_if_needed()
        on.screenshot("first-hidden")
        hidden.first.click()
        assert said[0] in notebook.inner_text() and hidden.count() == count - 1
        on.run_all()
        assert on.page.locator(".question-told:not(:empty)").count() == 0
        assert hidden.count() == 0 and all(line in notebook.inner_text() for line in said)
        for explorer in on.explorers():
            assert explorer.sentence().startswith("Image 1 shows a 0."), "Run All has moved it"
        on.close()
