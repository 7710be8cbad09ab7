"""How the tutorial is read."""

from installing.tutorial import Step, blocks, missing, script, steps


def test_every_step_is_a_command_with_its_output():
    found = steps()
    assert len(found) > 12
    assert Step("newsledger --version", ("newsledger 0.1.0",)) in found
    page = next(step for step in found if step.command.startswith("cat > pages/herald.txt"))
    assert page.command.endswith("\nEND") and not page.expected


def test_no_block_is_left_out():
    assert len(blocks("")) == 0, "a block without a language is run by nobody"
    assert blocks("sh")[0] == "make wheel\n"


def test_a_session_stops_where_a_step_fails():
    assert script([Step("true", ()), Step("false", ())]).startswith("set -e")


def test_numbers_ids_and_spaces_may_differ_but_not_words():
    step = Step("x", ("4 documents  read, id eec285ee9c7fdbb40", "..."))
    assert missing(step, "12 documents read, id e111111111111111a\n") == []
    assert missing(step, "12 documents lost") == [step.expected[0]]
