"""From printed names to bodies, on the shared cast with a few neighbours: what matches, and what must not."""

from __future__ import annotations

import pytest

from nhipcau.obligations import resolving
from nhipcau.obligations.models import Alias
from nhipcau.obligations.resolving import GroupRule, Resolver, Target
from nhipcau.obligations.resolving.names import canonical, distance
from nhipcau.organisations.models import ClassKind, Group, GroupMember, Level, LocalityClass, OrganisationKind
from nhipcau.text import fold
from tests.cast import NOW, TODAY, Cast

COMMUNES = {"commune_a", "commune_b", "commune_c"}
COMMITTEES = {"committee_a", "committee_b", "committee_c"}
PEOPLES = {"peoples_a", "peoples_b", "peoples_c"}
AGENCIES = {"agency", "nature", "culture"}


@pytest.fixture
def wide_cast(cast: Cast) -> Cast:
    """The cast with more agencies, a party base, a standing committee, a mixed village and a group of twins."""
    district = cast.party.spans.get().locality
    kinds, levels = OrganisationKind, Level

    def add(key: str, name: str, short: str, kind: OrganisationKind, parent: str, symbol: str = "") -> None:
        cast.add(key, name, short, kind, levels.DISTRICT, parent, district, symbol)

    add("nature", "Phòng Tài nguyên và Môi trường huyện Suối Mơ", "Phòng TN&MT", kinds.AGENCY, "peoples")
    add("culture", "Phòng Văn hóa và Thông tin huyện Suối Mơ", "Phòng VH-TT", kinds.AGENCY, "peoples")
    add("centre", "Trung tâm Văn hóa - Thông tin và Thể thao", "Trung tâm VH-TT và TT", kinds.PUBLIC_UNIT, "peoples")
    add("base", "Chi bộ cơ sở Công an huyện Suối Mơ", "TCCSĐ Công an huyện", kinds.PARTY_BASE, "party")
    add("standing", "Ban Thường vụ Huyện ủy Suối Mơ", "Ban Thường vụ Huyện ủy", kinds.PARTY_STANDING, "party")
    add(
        "propaganda",
        "Ban Tuyên giáo Huyện ủy Suối Mơ",
        "Ban Tuyên giáo Huyện ủy",
        kinds.PARTY_ADVISORY,
        "party",
        "BTGHU",
    )
    LocalityClass.objects.create(
        locality=cast.commune_b.spans.get().locality, kind=ClassKind.HAS_MIXED_VILLAGE, recorded_at=NOW
    )
    name = "các cơ quan, đơn vị thuộc UBND huyện được phân công kết nghĩa"
    twins = Group.objects.create(name=name, folded=fold(name), scope=cast.peoples)
    for member in (cast.agency, cast.nature):
        GroupMember.objects.create(group=twins, organisation=member, recorded_at=NOW)
    return cast


def resolver_for(cast: Cast, issuer: str = "committee", *, with_programme: bool = True) -> Resolver:
    return resolving.for_document(
        issuer=cast.bodies[issuer].pk,
        register=cast.bodies[issuer].pk,
        programme=cast.programme.pk if with_programme else None,
        on=TODAY,
    )


def keys_of(cast: Cast, resolver: Resolver, target: Target | None) -> set[str]:
    names = {body.pk: key for key, body in cast.bodies.items()}
    return {names[body.id] for body in resolver.members(target)}


@pytest.mark.parametrize(("printed", "expected", "confidence"), [
    # one body
    ("Ban Dân vận Huyện ủy", {"mass_movement"}, "sure"),
    ("BDVHU", {"mass_movement"}, "sure"),  # by its symbol
    ("BTGHU", {"propaganda"}, "sure"),
    ("Ban Dân vận tỉnh", {"province_mass"}, "sure"),
    ("UBND huyện", {"peoples"}, "sure"),
    ("Ủy ban nhân dân huyện Suối Mơ", {"peoples"}, "sure"),
    ("Ủy ban MTTQ Việt Nam huyện", {"front"}, "sure"),
    ("UBMTTQVN huyện", {"front"}, "sure"),
    ("Ủy ban Mặt trận", {"front"}, "sure"),
    ("Mặt trận", {"front"}, "sure"),
    ("Ban Chỉ đạo Cuộc vận động huyện", {"committee"}, "sure"),
    ("BCD Cuộc vận động huyện", {"committee"}, "sure"),  # Đ read as D
    ("BCĐ CVĐ huyện", {"committee"}, "sure"),
    ("Ban Chỉ đạo huyện", {"committee"}, "sure"),
    ("Thường trực BCD Cuộc vận động huyện", {"committee"}, "sure"),
    ("BTV Huyện ủy", {"standing"}, "sure"),
    ("Ban Thường vụ Huyện ủy", {"standing"}, "sure"),
    ("Tỉnh ủy", {"province"}, "sure"),
    ("Phòng Dân tộc", {"agency"}, "sure"),
    ("phòng Dân tộc huyện", {"agency"}, "sure"),
    ("Phòng Tài nguyên & Môi trường", {"nature"}, "sure"),
    ("Tài nguyên & Môi trường", {"nature"}, "likely"),  # its class word stood before a colon
    ("Đẳng ủy xã Khe Lá", {"commune_b"}, "sure"),  # a slip in the marks
    ("Đảng uỷ xã Đồi Thông", {"commune_a"}, "sure"),
    ("UBND xã Bến Đá", {"peoples_c"}, "sure"),
    ("Ban Dan vân Huyện uy", {"mass_movement"}, "sure"),
    ("Ban Dàn vạn Huyệm ủy", {"mass_movement"}, "likely"),  # m for n: one letter
    ("Phòng Tài nguyen và Môi truờmg", {"nature"}, "likely"),
    # groups
    ("Các tổ chức chính trị - xã hội huyện", {"women", "farmers"}, "sure"),
    ("các đoàn thể chính trị-xã hội huyện", {"women", "farmers"}, "sure"),
    ("các tổ chức chính trị - xã hội", {"women", "farmers"}, "sure"),
    ("các cơ quan, đơn vị thuộc UBND huyện được phân công kết nghĩa", {"agency", "nature"}, "sure"),
    ("các cơ quan đơn vị thuộc UBND huyện được giao kết nghĩa", {"agency", "nature"}, "sure"),
    ("các cơ quan, đơn vị thuộc UBND huyện được giao thực hiện kết nghĩa", {"agency", "nature"}, "sure"),
    ("các phòng, ban được giao thực hiện kết nghĩa", {"agency", "nature"}, "likely"),
    ("các cơ quan, đơn vị thuộc UBND huyện", AGENCIES | {"centre"}, "sure"),
    ("các cơ quan, ban, ngành cấp huyện", AGENCIES, "sure"),
    ("Các cơ quan, ban, ngành huyện", AGENCIES, "sure"),
    ("Các TCCS Đảng", {"base"}, "sure"),
    ("Các TCCSĐ trực thuộc Huyện ủy", {"base"}, "sure"),
    ("Ban Chỉ đạo Cuộc vận động các xã, thị trấn", COMMITTEES, "sure"),
    ("BCĐ CVĐ các xã, thị trấn", COMMITTEES, "sure"),
    ("Đảng ủy các xã, thị trấn", COMMUNES, "sure"),
    ("Cấp ủy các xã, thị trấn", COMMUNES, "sure"),
    ("UBND các xã, thị trấn", PEOPLES, "sure"),
    ("Chủ tịch UBND các xã, thị trấn", PEOPLES, "sure"),
    ("UBND cấp xã", PEOPLES, "sure"),
    ("đảng ủy các xã, thị trấn có thôn xen ghép đồng bào dân tộc thiểu số", {"commune_b"}, "sure"),
    ("Cấp ủy các xã, thị trấn có thôn xen ghép đồng bào DTTS", {"commune_b"}, "sure"),
    ("Đảng ủy xã Đồi Thông, Khe Lá và Bến Đá", COMMUNES, "sure"),
    ("Đảng ủy xã Đồi Thông và thị trấn Bến Đá", {"commune_a", "commune_c"}, "sure"),
    ("Các phòng: Tài nguyên & Môi trường, Dân tộc", {"nature", "agency"}, "sure"),
    ("Mặt trận, các đoàn thể chính trị-xã hội huyện", {"front", "women", "farmers"}, "likely"),
    ("các tổ chức chính trị - xã hội các cấp", {"women", "farmers"}, "likely"),
    ("Thủ trưởng các cơ quan, ban, ngành cấp huyện", AGENCIES, "sure"),
    ("xã Khe Lá", {"committee_b"}, "likely"),  # in the issuer's line: the steering committee of that commune
])  # fmt: skip
def test_finds_the_bodies_that_a_printed_name_means(
    wide_cast: Cast, printed: str, expected: set[str], confidence: str
) -> None:
    resolver = resolver_for(wide_cast)

    result = resolver.resolve(printed)

    assert keys_of(wide_cast, resolver, result.target) == expected
    assert result.confidence == confidence


@pytest.mark.parametrize("printed", [
    "Đảng ủy xã Khe Đá",  # between two communes: neither
    "Phòng Nội vụ",  # there is none
    "Sở Nội vụ",
    "UBND huyện Hồ Nước",
    "Công ty Cổ phần Một",
    "Hội Cựu chiến binh huyện",
    "Đảng ủy xã Đồi Thông, Khe Lá và Hồ Nước",  # one of the list is unknown: the whole is asked
    "thôn 4",
    "xã Hồ Nước",
    "cấp trên",
    "Ban tổ chức Hội nghị",
    "hộ gia đình liên quan",
    "",
    "   ",
    "Bộ trưởng",
    "Các cấp ủy, tổ chức đảng, chính quyền",  # more than party committees
    "Đảng ủy các xã, thị trấn vùng cao",  # fewer than all communes
    "các phòng, ban được giao chủ trì đề án",  # who they are stands in another document
])  # fmt: skip
def test_asks_rather_than_guesses(wide_cast: Cast, printed: str) -> None:
    result = resolver_for(wide_cast).resolve(printed)

    assert result.target is None
    assert not result.is_generic


@pytest.mark.parametrize("printed", [
    "các cơ quan, đơn vị", "các cơ quan, đơn vị, địa phương", "Các cơ quan, đơn vị có liên quan", 
    "các cấp", "các ngành",
    "các địa phương", "các cơ quan liên quan", "người đứng đầu các cơ quan, đơn vị có liên quan",
])  # fmt: skip
def test_knows_a_general_way_of_speaking(wide_cast: Cast, printed: str) -> None:
    result = resolver_for(wide_cast).resolve(printed)

    assert result.is_generic
    assert result.target is None


def test_a_bare_head_takes_the_complement_that_stands_with_the_last(wide_cast: Cast) -> None:
    resolver = resolver_for(wide_cast)

    party, committees = resolver.resolve_all(["Đẳng ủy", "BCD Cuộc vận động các xã, thị trấn"])

    assert keys_of(wide_cast, resolver, party.target) == COMMUNES
    assert keys_of(wide_cast, resolver, committees.target) == COMMITTEES
    assert party.text == "Đẳng ủy"  # as printed


def test_a_bare_front_at_the_head_of_a_list_is_the_districts(wide_cast: Cast) -> None:
    resolver = resolver_for(wide_cast)

    front, *_rest = resolver.resolve_all(["Ủy ban Mặt trận", "các đoàn thể chính trị-xã hội huyện"])

    assert keys_of(wide_cast, resolver, front.target) == {"front"}


def test_the_class_word_before_a_list_governs_its_names(wide_cast: Cast) -> None:
    resolver = resolver_for(wide_cast)

    found = resolver.resolve("Văn hóa & Thông tin", class_word="phòng")

    assert keys_of(wide_cast, resolver, found.target) == {"culture"}
    assert found.confidence == "sure"


@pytest.mark.parametrize(("issuer", "expected"), [
    ("committee", COMMITTEES), ("party", COMMUNES), ("peoples", PEOPLES),
])  # fmt: skip
def test_communes_without_head_noun_follow_the_issuers_line(wide_cast: Cast, issuer: str, expected: set[str]) -> None:
    resolver = resolver_for(wide_cast, issuer)

    result = resolver.resolve("các xã, thị trấn")

    assert keys_of(wide_cast, resolver, result.target) == expected
    assert result.confidence == "likely"


def test_another_districts_bodies_are_not_meant(wide_cast: Cast) -> None:
    resolver = resolver_for(wide_cast, "party", with_programme=False)

    assert keys_of(wide_cast, resolver, resolver.resolve("UBND huyện").target) == {"peoples"}
    assert wide_cast.stranger_body.pk not in resolver.scope.bodies


def test_the_province_sees_all_its_districts(wide_cast: Cast) -> None:
    resolver = resolver_for(wide_cast, "province", with_programme=False)

    assert keys_of(wide_cast, resolver, resolver.resolve("UBND các huyện").target) == {"peoples", "stranger_body"}
    assert keys_of(wide_cast, resolver, resolver.resolve("Các huyện, thị, thành ủy").target) == {"party"}


def test_remembers_what_a_person_answered(wide_cast: Cast) -> None:
    Alias.objects.create(
        body=wide_cast.committee, folded=fold("Cụm thi đua số 1"), text="Cụm thi đua số 1",
        rule=str(GroupRule(bodies=(wide_cast.women.pk, wide_cast.agency.pk))),
    )  # fmt: skip
    resolver = resolver_for(wide_cast)

    result = resolver.resolve("cụm thi đua số 1")

    assert keys_of(wide_cast, resolver, result.target) == {"women", "agency"}
    assert result.confidence == "sure"


def test_members_stand_in_protocol_order(wide_cast: Cast) -> None:
    resolver = resolver_for(wide_cast)

    members = resolver.members(resolver.resolve("Mặt trận, các đoàn thể chính trị-xã hội huyện").target)

    assert [body.rank for body in members] == sorted(body.rank for body in members)


def test_a_rule_is_written_and_read_back() -> None:
    rule = GroupRule(kinds=("agency", "public-unit"), level="district", class_kind="pure", words="cuoc van dong")

    assert GroupRule.parse(str(rule)) == rule


def test_loading_takes_the_same_queries_for_one_name_as_for_many(
    wide_cast: Cast, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(20):
        resolver = resolver_for(wide_cast)
        for _time in range(50):
            resolver.members(resolver.resolve("Đảng ủy các xã, thị trấn").target)


@pytest.mark.parametrize(("printed", "plain"), [
    ("Đẳng ủy", "dang uy"),
    ("Ủy ban Mặt trận Tổ quốc Việt Nam huyện", "mat tran huyen"),
    ("UBMTTQVN huyện", "mat tran huyen"),
    ("các đoàn thể chính trị-xã hội huyện", "cac to chuc chinh tri xa hoi huyen"),
    ("Ban Chỉ đạo Cuộc vận động “Làm một điều” huyện", "ban chi dao cuoc van dong huyen"),
    ("Kinh tế & Hạ tầng", "kinh te ha tang"),
    ("Hội Tu bổ", "hoi tu bo"),
])  # fmt: skip
def test_writes_out_what_is_abbreviated(printed: str, plain: str) -> None:
    assert canonical(printed) == plain


@pytest.mark.parametrize(("one", "other", "most", "expected"), [
    ("ban dan van", "ban dan van", 1, 0),
    ("ban dan vam", "ban dan van", 1, 1),
    ("ban dan", "ban dan van", 2, 3),
    ("thon 1", "thon 2", 2, 3),  # digits are never forgiven
    ("abc", "xyz", 1, 2),
])  # fmt: skip
def test_counts_changed_letters(one: str, other: str, most: int, expected: int) -> None:
    assert distance(one, other, most=most) == expected
