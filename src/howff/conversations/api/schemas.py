"""What programs send; the replies are described beside each call."""

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

type Id = Annotated[int, Field(ge=1, lt=2**63)]
KindName = Literal[
    "words", "text", "choice", "choices", "rating", "ranking", "statements", "questions"
]


class PromptIn(Schema):
    """A prompt to ask."""

    kind: KindName
    text: str = Field(max_length=500)
    help: str = Field("", max_length=500)
    options: list[str] = Field(default_factory=list, max_length=30)
    results: Literal["hidden", "live", "after"] = "hidden"
    part: Literal["opening", "core", "questions", "follow_up"] | None = None
    several: bool = False
    moderated: bool = False
    additions: bool = True


class ConversationIn(Schema):
    """A conversation to make, from a recipe or from prompts."""

    collaboration: Id
    title: str = Field(max_length=200)
    recipe: str = Field("", max_length=60)
    prompts: list[PromptIn] = Field(default_factory=list, max_length=60)


class PromptBrief(Schema):
    """Which prompt got which number."""

    id: int
    kind: str


class ConversationOut(Schema):
    """A conversation that was made, and how to join it."""

    id: int
    code: str
    join_url: str
    prompts: list[PromptBrief]


class JoinIn(Schema):
    """What a phone sends to join; everything but the code may be left out."""

    code: str = Field(max_length=40)
    organisation: str | None = Field(None, max_length=200)
    role: str | None = Field(None, max_length=80)
    name: str | None = Field(None, max_length=200)
    attribution: Literal["none", "role", "organisation", "name"] | None = None
    audience: Literal["group", "report"] | None = None
    key: str | None = Field(None, max_length=64)


class AnswerIn(Schema):
    """An answer; `value` depends on the kind of prompt, null is "prefer not to say"."""

    prompt: Id
    value: Any = None
    key: str = Field("", max_length=64)


class ChangeIn(Schema):
    """A new value for an answer."""

    value: Any = None


class VoteIn(Schema):
    """Whether to support a question."""

    value: bool = True


class Kept(Schema):
    """The number of an answer that is safely kept."""

    id: int


class Votes(Schema):
    """A question with its votes."""

    id: int
    votes: int


class Problem(Schema):
    """What was wrong."""

    code: str
    message: str
    field: str | None = None


class ProblemOut(Schema):
    """How every error looks."""

    error: Problem


PROBLEMS = dict.fromkeys((400, 401, 403, 404, 409, 422, 429, 503), ProblemOut)
