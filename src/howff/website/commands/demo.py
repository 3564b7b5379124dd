"""`howff demo`: an invented collaboration, lively, on this machine."""

from argparse import Namespace

from django.conf import settings
from django.urls import reverse

from howff.conversations.models import Conversation
from howff.website import installation
from howff.website.commands import serve
from howff.website.demo import across, found, past, present, sense, stock, themes
from howff.website.errors import Refused

MARK = "this-is-a-demo"
WELCOME = """
Howff shows {collaboration}, who are all invented.

  Sign in as Ana, who facilitates    {address}{sign_in}
  Join from a phone, code {code}     {address}{join}
  The report of their last meeting   {address}{report}
  How they took stock, twice         {address}{stock}
  Themes in what they said           {address}{themes}
  A finding, traced to quotes        {address}{finding}
  Groups in the votes of many        {address}{votes}

{people} simulated people come in over the next minutes. E-mail, such as the code that
signs Ben (ben@harbour.example) in, is printed here. Ctrl+C ends it; all of it is in
{data}, and the next demo begins afresh.
"""


def run(options: Namespace) -> int:
    """Make everything anew while no other demo uses the folder, then serve it."""
    installation.make_folder()
    with installation.alone():
        conversation = prepare(options)
    with present.Phones(conversation.code, options.people, settings.PUBLIC_ADDRESS):
        return serve.run(options)


def prepare(options: Namespace) -> Conversation:
    """Make everything anew, and say how to come in."""
    begin_afresh()
    installation.migrate()
    said = past.talk()
    together, ana = past.make_collaboration(said)
    report = past.hold_conversation(together, ana, said)
    round = stock.take_stock(together, ana)
    stock.take_stock_of_six(ana)
    across.compare(round, ana)
    assert report.conversation
    study = themes.look_for_themes(report.conversation, ana)
    finding = found.conclude(study, ana)
    votes = sense.look_at_votes(together, ana)
    conversation = present.begin_conversation(together, ana)
    print(
        WELCOME.format(
            collaboration=together.name,
            address=settings.PUBLIC_ADDRESS,
            sign_in=reverse("website:enter_demo", args=[settings.DEMO_KEY]),
            join=reverse("conversations:join", args=[conversation.code]),
            code=conversation.code,
            report=reverse("reports:report", args=[report.address]),
            stock=reverse("assessments:results", args=[round.pk]),
            themes=study.get_absolute_url(),
            finding=finding.get_absolute_url() if finding else study.get_absolute_url(),
            votes=votes.get_absolute_url(),
            people=options.people,
            data=settings.DATA,
        )
    )
    return conversation


def begin_afresh() -> None:
    """Delete the last demo, and nothing else."""
    installation.make_folder()
    database = settings.DATA / "howff.sqlite3"
    if database.exists() and not (settings.DATA / MARK).exists():
        raise Refused(f"{settings.DATA} holds something else than a demo: name another folder.")
    for file in settings.DATA.glob("howff.sqlite3*"):
        file.unlink()
    (settings.DATA / MARK).touch()
