"""A real conversation, held elsewhere and public, in whose votes the demo finds groups."""

from importlib.resources import as_file, files

from howff.conversations.actions.importing import import_polis
from howff.formats.polis import PolisConversation, read_polis
from howff.people.models import Collaboration, Person
from howff.sensemaking.actions.votes import look_for_common_ground
from howff.sensemaking.models import Study

FOLDER = "freshwater"


def look_at_votes(together: Collaboration, ana: Person) -> Study:
    """Bring it in as a closed conversation; the machine looks at its votes once Howff serves."""
    conversation = import_polis(collaboration=together, export=votes_of_many(), by=ana)
    return look_for_common_ground(prompt=conversation.prompts.get(), by=ana)


def votes_of_many() -> PolisConversation:
    """The conversation that comes with Howff."""
    with as_file(files(__package__) / FOLDER) as folder:
        return read_polis(folder)
