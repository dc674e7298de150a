"""Rules for scenes: each way leads somewhere, and the good ending cannot be guessed."""

from collections.abc import Iterator, Mapping

from course.checks.context import Context
from course.checks.readability import words
from course.checks.unknown import unknown
from course.models.activities.scene import EndingKind, Scene, SceneNode
from course.models.base import Id, walk
from course.models.module import Module
from course.models.texts import Prose
from course.problems import Finding, Location
from course.read.places import module_file
from course.suggestions import how_many, in_quotes

FEWEST_PLACES, MOST_PLACES = 12, 20
"""Nodes and endings together."""
FEWEST_ENDINGS, MOST_ENDINGS = 3, 4
FEWEST_TURNS, MOST_TURNS = 4, 6
FEWEST_TURNS_TO_A_BAD_ENDING = 2
MOST_WORDS_IN_CHOICE = 30
MOST_TIMES_LONGER, MOST_WORDS_LONGER = 1.6, 4
"""How much longer the longest choice may be than the shortest."""


def scene_ways(context: Context) -> Iterator[Finding]:
    """Each choice of a scene leads on, each node and ending is reached, and no way is a circle.

    Good: `to: floor`, if there is a node or an ending `floor`
    Bad: `to: flor`; an ending that no choice leads to; one choice, without `goes-on: yes`
    """
    for (path, location), scene in context.find_all(Scene):
        for inner, what, remedy in _wrong_ways(scene):
            yield Finding(path, (*location, *inner), what, remedy, on_key=inner[-1] != "to")
        known = dict.fromkeys((*scene.nodes, *scene.endings))
        for node_id, node in scene.nodes.items():
            others = [name for name in known if name != node_id]
            for choice_id, choice in node.choices.items():
                if choice.to not in known:
                    yield unknown(
                        (path, (*location, "nodes", node_id, "choices", choice_id, "to")),
                        f'There is no node or ending "{choice.to}".',
                        choice.to,
                        others,
                    )


def _wrong_ways(scene: Scene) -> Iterator[tuple[Location, str, str]]:
    """What is wrong with the ways through a scene: where, what and the remedy."""
    known = dict.fromkeys((*scene.nodes, *scene.endings))
    for name in scene.endings:
        if name in scene.nodes:
            yield (
                ("endings", name),
                f'There is a node "{name}", too, and both are on one page.',
                "Give one of them another id.",
            )
    for node_id, node in scene.nodes.items():
        if (len(node.choices) == 1) != node.goes_on:
            what, remedy = _ALONE if len(node.choices) == 1 else _NOT_ALONE
            yield ("nodes", node_id), what, remedy
        for choice_id, choice in node.choices.items():
            place = ("nodes", node_id, "choices", choice_id, "to")
            if choice.to in known and _goes_back(scene, node_id, choice.to):
                yield (
                    place,
                    f'This leads back to "{choice.to}", so a reader could go in circles.',
                    "Write another node for what happens the second time.",
                )
    for name in _never_reached(scene):
        kind = "nodes" if name in scene.nodes else "endings"
        yield (
            (kind, name),
            f'No way from the start leads to "{name}".',
            f"Write `to: {name}` in a choice, or delete it.",
        )


def _never_reached(scene: Scene) -> list[Id]:
    """Where a lost part of the scene begins. What follows from there is reached with it.

    Nothing, if a choice leads nowhere: where it should lead is probably what is not reached.
    """
    known = dict.fromkeys((*scene.nodes, *scene.endings))
    choices = [(name, it.to) for name, node in scene.nodes.items() for it in node.choices.values()]
    if any(to not in known for _, to in choices):
        return []
    lost = _lost(scene)
    follow = {to for name, to in choices if name in lost}
    return [name for name in lost if name not in follow] or lost[:1]


def _lost(scene: Scene) -> list[Id]:
    """The nodes and endings to which no way from the start leads."""
    reached = scene.reached_from(next(iter(scene.nodes)))
    return [name for name in (*scene.nodes, *scene.endings) if name not in reached]


def _goes_back(scene: Scene, node_id: Id, to: Id) -> bool:
    """Whether a choice closes a circle: of its choices, the one that leads back in the file."""
    return scene.numbers[to] <= scene.numbers[node_id] and node_id in scene.reached_from(to)


_ALONE = (
    "There is only one choice here.",
    "Add another one, or `goes-on: yes` if the scene just goes on.",
)
_NOT_ALONE = (
    "The scene does not just go on here: there is more than one choice.",
    "Delete `goes-on`.",
)


def scene_endings(context: Context) -> Iterator[Finding]:
    """A scene can go wrong, and what a job must not do leads to nothing good.

    Good: `how: bad` in one of three endings, and only `mixed` or `bad` after `beyond: yes`
    Bad: three good endings, or a choice with `beyond: yes` from which a good one can be reached
    """
    for (path, location), scene in context.find_all(Scene):
        good = _good_endings(scene)
        if len(good) == len(scene.endings):
            yield Finding(
                path,
                (*location, "endings"),
                "Every ending of this scene is good.",
                "Add one that is `mixed` or `bad`: what happens when it goes wrong, without blame.",
                on_key=True,
            )
        for node_id, node in scene.nodes.items():
            for choice_id, choice in node.choices.items():
                reached = scene.reached_from(choice.to)
                found = next((reached[name] for name in good if name in reached), None)
                if choice.beyond and found:
                    yield Finding(
                        path,
                        (*location, "nodes", node_id, "choices", choice_id, "beyond"),
                        "This job must not do this, and it can end well: by "
                        f"{in_quotes(found, most=len(found))}.",
                        "Lead it to a node from which no ending is `good`.",
                        on_key=True,
                    )


def scene_people(context: Context) -> Iterator[Finding]:
    """Who speaks in a scene is under its `people`, and what changes under its `around`.

    Good: `- mateo: "No."`, with `mateo` under `people`
    Bad: `- matteo: "No."`, or `around: {adlt: gone}` at a node
    """
    for (path, location), scene in context.find_all(Scene):
        for inner, name in _named_at_nodes(scene):
            key = "around" if inner[2] == "around" else "people"
            known: Mapping[Id, object] = scene.around if key == "around" else scene.people
            if name not in known:
                yield unknown(
                    (path, (*location, *inner, name)),
                    f'There is no "{name}" under `{key}` of this scene.',
                    name,
                    known,
                    on_key=True,
                )


def _named_at_nodes(scene: Scene) -> Iterator[tuple[Location, Id]]:
    """Who speaks and what changes at each node, with where it says so."""
    for node_id, node in scene.nodes.items():
        for number, said in enumerate(node.says):
            yield from ((("nodes", node_id, "says", number), name) for name in said)
        yield from ((("nodes", node_id, "around"), name) for name in node.around)


def scene_size(context: Context) -> Iterator[Finding]:
    """A scene has 12 to 20 nodes and endings, three or four endings, and four to six turns.

    Good: fourteen nodes and three endings, with five turns on each way, or two to a bad ending
    Bad: a way of seven turns, or a good ending after one
    """
    for (path, location), scene in context.find_all(Scene):
        places = len(scene.nodes) + len(scene.endings)
        for key, count, noun, fewest, most in (
            ("nodes", places, "node and ending", FEWEST_PLACES, MOST_PLACES),
            ("endings", len(scene.endings), "ending", FEWEST_ENDINGS, MOST_ENDINGS),
        ):
            if not fewest <= count <= most:
                nouns = "nodes and endings" if key == "nodes" else ""
                yield Finding(
                    path,
                    (*location, key),
                    f"This scene has {how_many(count, noun, nouns)}.",
                    f"Use {fewest} to {most}.",
                    on_key=True,
                    is_warning=True,
                )
        if any(_wrong_ways(scene)) or _lost(scene):
            continue
        for name, (shortest, longest) in _turns(scene).items():
            is_bad = scene.endings[name].how is EndingKind.BAD
            fewest = FEWEST_TURNS_TO_A_BAD_ENDING if is_bad else FEWEST_TURNS
            turns = shortest if shortest < fewest else longest
            if not fewest <= turns <= MOST_TURNS:
                yield Finding(
                    path,
                    (*location, "endings", name),
                    f"A way to this ending has {how_many(turns, 'turn')}.",
                    f"Use {fewest} to {MOST_TURNS}: each node on the way is a turn.",
                    on_key=True,
                    is_warning=True,
                )


def scene_choices(context: Context) -> Iterator[Finding]:
    """The choices at a node are short and alike, and each is what a decent, tired person might do.

    Good: three lines of about ten words, all of them friendly
    Bad: one of twenty words next to two of five; the only friendly one is the only one to end well
    """
    lists = context.course.style.answers
    for (path, location), scene in context.find_all(Scene):
        for node_id, node in scene.nodes.items():
            place = (*location, "nodes", node_id, "choices")
            counts = {name: len(words(choice.text)) for name, choice in node.choices.items()}
            for name, count in counts.items():
                if count > MOST_WORDS_IN_CHOICE:
                    yield _remark(
                        path,
                        (*place, name, "text"),
                        f"This choice has {count} words.",
                        f"Keep it to {MOST_WORDS_IN_CHOICE}.",
                    )
            longest, shortest = max(counts, key=counts.__getitem__), min(counts.values())
            if counts[longest] > MOST_TIMES_LONGER * shortest + MOST_WORDS_LONGER:
                yield _remark(
                    path,
                    (*place, longest, "text"),
                    f"This choice has {counts[longest]} words, and another one {shortest}.",
                    "Shorten it, or say the other one in as much detail.",
                )
            for name, choice in node.choices.items():
                hits = context.pattern(lists.harsh).finditer(choice.text) if lists.harsh else ()
                for hit in hits:
                    yield _remark(
                        path,
                        (*place, name, "text"),
                        f"“{hit[0]}” is what nobody would pick.",
                        "Write what a decent, tired person does.",
                        offset=hit.start(),
                    )
            others_warm = _warm_words(context, node)
            good = _only_good(scene, node)
            warm = others_warm.pop(good, []) if good else []
            most = max(map(len, others_warm.values()), default=0)
            if good and others_warm and len(warm) > most:
                others = f"at most {how_many(most, 'such word')}" if most else "no such word"
                yield _remark(
                    path,
                    (*place, good, "text"),
                    "Only this choice can end well, and it sounds warmest: it says "
                    f"{in_quotes(warm)}.",
                    f"The others have {others}. Write one of them as warmly, or this one more "
                    "plainly. `warm:` in reference/style.yml lists the words that count.",
                )


def _warm_words(context: Context, node: SceneNode) -> dict[Id, list[str]]:
    """The warm words of each choice."""
    lists = context.course.style.answers
    if not lists.warm:
        return {}
    warm = context.pattern(lists.warm)
    return {
        name: [hit[0].lower() for hit in warm.finditer(it.text)]
        for name, it in node.choices.items()
    }


def _only_good(scene: Scene, node: SceneNode) -> Id | None:
    """The only choice from which a good ending can be reached, if there is only one."""
    good = set(_good_endings(scene))
    names = [
        name for name, choice in node.choices.items() if good & scene.reached_from(choice.to).keys()
    ]
    return names[0] if len(names) == 1 else None


def scene_mentions(context: Context) -> Iterator[Finding]:
    """A scene that involves abuse or suicide says so first.

    Good: `mentions:` in a scene in which a child is afraid to go home
    Bad: no `mentions:`, and a word in the scene that is under `hard` in `reference/style.yml`
    """
    hard = context.course.style.hard
    for (path, location), scene in context.find_all(Scene):
        if scene.mentions or not hard:
            continue
        for inner, text in walk(scene):
            if not isinstance(text, Prose) or inner[-1:] == ("duty",):
                continue  # a duty names what must be reported, whatever has happened
            if hit := context.pattern(hard).search(text):
                yield Finding(
                    path,
                    (*location, *inner),
                    f"“{' '.join(hit[0].split())}” comes without warning.",
                    "Add `mentions:` to the scene, with what comes up. Readers can then skip it.",
                    offset=hit.start(),
                )
                break


def scene_ids(context: Context) -> Iterator[Finding]:
    """No two scenes of a module have had the same id, and `lesson` names a lesson of the module.

    Good: `stop-twelve` in one lesson of the module, with `lesson: few-words`
    Bad: `stop-twelve` in two lessons, or `lesson: few-word`
    """
    for module_id, module in context.course.modules.items():
        path, scenes = module_file(module_id), [*_scenes_of(module)]
        claimed: dict[Id, Location] = {}
        for place, _ in scenes:
            claimed.setdefault(str(place[-1]), place)
        for place, scene in scenes:
            for name in (str(place[-1]), *scene.was):
                if claimed.setdefault(name, place) != place:
                    yield Finding(
                        path,
                        place,
                        f'The lesson "{claimed[name][1]}" has a scene "{name}", too, or one that '
                        "was called that. Both would have the same address.",
                        "Give one of them another id.",
                        on_key=True,
                    )
            again = scene.lesson
            is_removed = context.course.is_removed(path, f"lessons/{again}")
            if again and again not in module.lessons and not is_removed:
                yield unknown(
                    (path, (*place, "lesson")),
                    f'There is no lesson "{again}" in this module.',
                    again,
                    module.lessons,
                    needs=f"lessons/{module_id}/{again}",
                )


def _scenes_of(module: Module) -> Iterator[tuple[Location, Scene]]:
    for lesson_id, lesson in module.lessons.items():
        for name, activity in lesson.activities.items():
            if isinstance(activity, Scene):
                yield ("lessons", lesson_id, "activities", name), activity


def _good_endings(scene: Scene) -> list[Id]:
    return [name for name, ending in scene.endings.items() if ending.how is EndingKind.GOOD]


def _turns(scene: Scene) -> Mapping[Id, tuple[int, int]]:
    """The fewest and the most turns on a way to each ending of a scene without circles."""
    turns: dict[Id, tuple[int, int]] = {next(iter(scene.nodes)): (1, 1)}

    def of(place: Id) -> tuple[int, int]:
        if place not in turns:
            before = [of(node_id) for node_id, _ in scene.lead_to(place)]
            step = 1 if place in scene.nodes else 0
            turns[place] = (min(it[0] for it in before) + step, max(it[1] for it in before) + step)
        return turns[place]

    return {name: of(name) for name in scene.endings}


def _remark(
    path: str, location: Location, what: str, remedy: str, offset: int | None = None
) -> Finding:
    return Finding(path, location, what, remedy, offset=offset, is_warning=True)


RULES = (
    scene_ways,
    scene_endings,
    scene_people,
    scene_size,
    scene_choices,
    scene_mentions,
    scene_ids,
)
