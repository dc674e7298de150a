from course.models.topic import Topic


def test_role_that_is_like_another_has_its_line_unless_it_has_its_own() -> None:
    texts = dict.fromkeys(("title", "summary", "see", "say", "dont", "tell", "sure"), "Text.")
    lines = {"driver": "Stay at the wheel.", "coach": "Stay on the field."}
    topic = Topic.model_validate({**texts, "reviewer": "nurse", "jobs": lines})
    assert topic.line_for(("monitor", "driver", "moving")) == "Stay at the wheel."
    assert topic.line_for(("coach", "driver", "moving")) == "Stay on the field."
    assert topic.line_for(("teacher", "classroom")) is None
