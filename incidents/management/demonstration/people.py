"""The demonstration's cast. Everyone may know its password, so it is never made in production."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import Group, User

from incidents.management.demonstration import PASSWORD


@dataclass(frozen=True)
class Person:
    username: str
    first_name: str
    last_name: str
    group: str

    @property
    def email(self) -> str:
        return f"{self.username}@example.com"

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


CAST = (
    Person("ada", "Ada", "Okafor", "engineer"),
    Person("jonas", "Jonas", "Lindqvist", "engineer"),
    Person("grace", "Grace", "Wanjiru", "manager"),
)


def already_here() -> frozenset[tuple[str, str]]:
    """Return user name and e-mail of everyone here who has a user name of the cast."""
    names = [person.username for person in CAST]
    return frozenset(User.objects.filter(username__in=names).values_list("username", "email"))


def make_people() -> Mapping[str, User]:
    return {person.username: _make(person) for person in CAST}


def _make(person: Person) -> User:
    user = User.objects.create_user(
        person.username,
        person.email,
        PASSWORD,
        first_name=person.first_name,
        last_name=person.last_name,
    )
    user.groups.add(Group.objects.get(name=person.group))
    return user
