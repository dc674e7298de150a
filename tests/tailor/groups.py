"""The roles of the small course, and the group of each."""

GROUPS = {"driver": "moving", "teacher": "classroom"}
