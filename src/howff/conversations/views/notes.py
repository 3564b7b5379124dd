"""Notes of what the panel says, taken on the console."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from howff.conversations.actions import noting
from howff.conversations.forms import NoteForm
from howff.conversations.queries import access, voices
from howff.conversations.views.replies import console_of, fragment, part
from howff.people.forms import sent
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, number, told, wants_part


@require_POST
def add_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what somebody on the panel said about the prompt that is looked at."""
    person = signed_in(request)
    conversation = access.running_for(person, pk)
    prompt = access.prompt_in(conversation, number(request.POST.get("prompt")))
    form = NoteForm(request.POST, auto_id="note-%s")
    done = sent(form, lambda data: noting.add_note(prompt=prompt, by=person, **data))
    context = {"conversation": conversation, "note_form": form}
    if not done:
        return fragment(request, "console/note#new", context, wrong=True)
    context["note_form"] = NoteForm(auto_id="note-%s")
    main = part(request, "console/note#new", context) if wants_part(request) else ""
    return told(request, _("Noted."), back=console_of(conversation, prompt), main=main)


@require_http_methods(["GET", "POST"])
def edit_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Reword a note."""
    person = signed_in(request)
    note = access.note_for(person, pk)
    form = NoteForm(request.POST or None, initial=voices.note_fields(note), auto_id=f"note-{pk}-%s")
    if sent(form, lambda data: noting.edit_note(note=note, by=person, **data)):
        return told(request, _("Saved."), back=console_of(note.prompt.conversation, note.prompt))
    context = {"note": note, "note_form": form, "conversation": note.prompt.conversation}
    return fragment(request, "console/note#edit", context, wrong=form.is_bound)


@require_POST
def remove_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a note and its words."""
    person = signed_in(request)
    note = access.note_for(person, pk)
    return acted(
        request,
        lambda: noting.remove_note(note=note, by=person),
        _("Removed."),
        back=console_of(note.prompt.conversation, note.prompt),
    )
