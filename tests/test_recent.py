from functools import partial

from course.recent import Recent


def made_for(recent: Recent[str], keys: str) -> str:
    """The keys of the results that had to be made."""
    made = list[str]()

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    for key in keys:
        assert recent.get_or_make(key, partial(make, key)) == key.upper()
    return "".join(made)


def test_only_the_results_that_were_asked_for_last_are_kept() -> None:
    assert made_for(Recent(2), "aababcab") == "abcab"
    assert made_for(Recent(0), "aa") == "aa"
