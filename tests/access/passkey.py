"""A passkey as a browser would have registered it, without the key itself."""

from allauth.mfa.models import Authenticator
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AuthenticatorData

from howff.people.models import Person

ASKED = b'{"type":"webauthn.create","challenge":"AA","origin":"http://localhost"}'


def passkey_of(person: Person) -> int:
    """Give this person a passkey; gives its number."""
    seen = AuthenticatorData.create(bytes(32), AuthenticatorData.FLAG.UP, 0)
    credential = {
        "id": "AA",
        "rawId": "AA",
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(ASKED),
            "attestationObject": websafe_encode(AttestationObject.create("none", seen, {})),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
    data = {"name": "Phone", "credential": credential}
    return Authenticator.objects.create(user=person, type="webauthn", data=data).pk
