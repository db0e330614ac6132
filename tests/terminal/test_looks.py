"""How roles look: none like another."""

from rolefit.terminal.looks import looks_of


def test_many_roles_look_different_and_the_first_ones_as_among_few() -> None:
    many = looks_of(f"role-{number}" for number in range(36))
    assert len({(look.mark, look.colour) for look in many.values()}) == 36
    assert len({look.mark for look in list(many.values())[:6]}) == 6
    few = looks_of(["role-0", "role-1"])
    assert all(many[role] == look for role, look in few.items())
