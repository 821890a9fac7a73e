# ruff: noqa: E501 - a row of the city is a line, as in a spreadsheet
"""What there is in Anytown: organisations, bodies, seats, remits, rules and links.

Rows stand as lines of text with their cells between bars, as a reviewer would list them; a
blank cell at the end may be left out:

- seats: ``role | title | organisation | person | extras``, where extras are ``name=value``
  pairs; a tenure of the same seat by another person is another line;
- remits: ``power | topic | population | text``;
- rules: ``kind | rule | consequence``;
- links: ``type | to | frequency | matter``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

AREA = "Anytown"
PREFIX = "anytown-"

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = range(4)

ORGANISATIONS: dict[str, tuple[str, str]] = {
    "CC": ("Anytown City Council", "Local Authority"),
    "ICB": ("Northshire Integrated Care Board", "Health"),
    "HOS": ("Anytown Hospitals NHS Foundation Trust", "Health"),
    "CMH": ("Northshire Community and Mental Health NHS Trust", "Health"),
    "AMB": ("Northshire Ambulance Service NHS Trust", "Health"),
    "PCN": ("Riverside Primary Care Network", "Health"),
    "POL": ("Northshire Police", "Police"),
    "PCC": ("Office of the Northshire Police and Crime Commissioner", "Police"),
    "FIRE": ("Northshire Fire and Rescue Service", "Fire and Rescue"),
    "PROB": ("Northshire Probation Service", "Probation"),
    "YOT": ("Anytown Youth Justice Service", "Youth Justice"),
    "PRI": ("Anytown Primary Heads Association", "Schools"),
    "SEC": ("Anytown Secondary Heads Association", "Schools"),
    "SPE": ("Anytown Special Schools Group", "Schools"),
    "BLT": ("Beacon Hill Learning Trust", "Schools"),
    "COL": ("Anytown College", "Further Education"),
    "UNI": ("University of Anytown", "Higher Education"),
    "NUR": ("Anytown Nurseries and Childminders Forum", "Early Years"),
    "HW": ("Healthwatch Anytown", "Patient Voice"),
    "VOL": ("Anytown Voluntary Action", "Voluntary Sector"),
    "CAR": ("Anytown Carers Centre", "Voluntary Sector"),
    "HAV": ("Millbrook Haven", "Voluntary Sector"),
    "BFY": ("Castlegate Youth Project", "Voluntary Sector"),
    "REC": ("Stillwater Recovery", "Voluntary Sector"),
    "PCF": ("Anytown Parent Carer Forum", "Parents and Carers"),
    "HOME": ("Anytown Homes", "Housing"),
    "NHA": ("Northmoor Housing Association", "Housing"),
    "COC": ("Anytown Chamber of Trade", "Business"),
    "BUS": ("Northshire Transport Partnership", "Transport"),
    "FAI": ("Anytown Faith Network", "Faith"),
}
"""Name and sector of each organisation by the code that seats use."""


@dataclass(frozen=True)
class Calendar:
    """The months in which a body meets, on which weekday of its how manyeth week.

    ``dates`` are given where the rhythm is not regular; ``cancelled`` are months (2025-11).
    """

    months: tuple[int, ...] = ()
    weekday: int = TUESDAY
    week: int = 2
    dates: tuple[date, ...] = ()
    cancelled: tuple[str, ...] = ()
    hours: float = 2


@dataclass(frozen=True)
class Body:
    """A body with all that its made-up terms of reference say of it.

    ``has_register`` says whether attendance at its meetings is recorded; ``covered`` what of
    the rest the terms give completely.
    """

    id: str
    name: str
    kind: str
    tier: str
    calendar: Calendar
    terms: str
    seats: str
    remits: str
    links: str = ""
    rules: str = ""
    other_names: str = ""
    statute: str = ""
    covered: str = "members; links; remits"
    has_register: bool = False
    apex: bool = False
    note: str = ""


COMMON_RULES = """
substitutes | a member may name one substitute from the same organisation; the chair is told beforehand
chairing | the chair and vice-chair are elected every year from among the members
term | members serve for as long as they hold the post for which they were appointed
guests | the chair may invite others to speak on an item
access | agendas and minutes are published on the City Council's website
conflict | interests are declared at the start of each meeting and minuted
inquorate | a meeting without a quorum may discuss but not decide; decisions wait for the next
out_of_session | urgent matters may be settled by email if every member has been asked
amendment | these terms may be changed by the body itself, subject to whoever it reports to
reporting | an annual report is published each summer
agenda | items are sent to the secretary ten working days before the meeting
other | the City Council's committee services give administrative support
other | a dispute between members that cannot be resolved goes to their chief officers
"""
"""Provisions that every body has whose rules are given completely; written once for all."""

COUNCIL_FAMILY = (
    Body(
        "council",
        "Anytown City Council (Full Council)",
        "other",
        "strategic",
        Calendar((1, 2, 3, 5, 7, 9, 10, 11), WEDNESDAY, 3, hours=3),
        "2025-05",
        other_names="Council; Full Council",
        statute="Local Government Act 1972",
        has_register=True,
        apex=True,
        seats="""
        chair | Lord Mayor | CC | Desmond Applegarth
        vice_chair | Deputy Lord Mayor | CC | Farzana Whitlock
        member | Councillor for Abbeyfield | CC | Bernadette Okoro-Lyle
        member | Councillor for Ashgate | CC | Hamish Venkataraman
        member | Councillor for Bankside | CC | Lowri Adebayo-Finch
        member | Councillor for Barton Hill | CC | Tariq Holmwood
        member | Councillor for Beacon | CC | Philippa Ncube-Hart
        member | Councillor for Castlegate | CC | Gethin Rajkumar
        member | Councillor for Chapel Fields | CC | Constance Wojtas
        member | Councillor for Docks | CC | Idris Penhallow
        member | Councillor for Eastgate | CC | Joanna Mistry-Cole
        member | Councillor for Fairmead | CC | Kwabena Thistlewood
        member | Councillor for Guildhall | CC | Lesley Bonsu
        member | Councillor for Harbour | CC | Marek Elphinstone
        member | Councillor for Kingsmoor | CC | Nuala Desai-Ward
        member | Councillor for Lower Town | CC | Oswald Chikwanha
        member | Councillor for Millbrook | CC | Priscilla Langstaff
        member | Councillor for Northmoor | CC | Quentin Abara
        member | Councillor for Priory | CC | Rukhsana Tideswell
        member | Councillor for Riverside | CC | Selwyn Boateng-Shaw
        member | Councillor for St Anne's | CC | Tamsin Oduya
        member | Councillor for Stillwater | CC | Ulrike Fairclough
        member | Councillor for Westgate | CC | Vernon Kaczmarek
        member | Councillor for Wharf | CC | Wilhelmina Sarpong | to=2026-01-04
        member | Councillor for Wharf | CC | Wilhelmina Sarpong | capacity=leave; from=2026-01-05; note=Parental leave, approved by the Council on 19 November 2025
        """,
        remits="""
        decide | strategy and priorities | all residents | Adopt the corporate plan and the budget and policy framework
        decide | resources and funding | council tax payers | Set the council tax each February
        decide | procedure | | Adopt and change the constitution
        """,
        links="""
        DELEGATES_TO | planning | | planning applications
        DELEGATES_TO | licensing | | licences
        """,
        rules="""
        attendance | no attendance for 6 months since last attended at any meeting of "Council" or its committees, unless approved | ceases to be a member of the authority
        quorum | one quarter of members
        decision | majority of members present, chair has casting vote
        notice | 5 clear days before
        """,
    ),
    Body(
        "cabinet",
        "Cabinet",
        "cabinet",
        "strategic",
        Calendar((1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12), TUESDAY, 2),
        "2025-05",
        statute="Local Government Act 2000 s.9C",
        has_register=True,
        apex=True,
        seats="""
        chair | Leader of the Council | CC | Bernadette Okoro-Lyle
        vice_chair | Deputy Leader and Cabinet Member for Health and Adult Care | CC | Hamish Venkataraman
        member | Cabinet Member for Children and Learning | CC | Lowri Adebayo-Finch
        member | Cabinet Member for Communities | CC | Tariq Holmwood
        member | Cabinet Member for Housing and Fairness | CC | Philippa Ncube-Hart
        member | Cabinet Member for Growth and Climate | CC | Gethin Rajkumar
        member | Cabinet Member for Resources | CC | Constance Wojtas
        """,
        remits="""
        decide | economy and growth | businesses | Grant leases of municipal workshops, markets and quays
        decide | culture | visitors | Run museums, concert halls and parades
        decide | information and communication | all residents | Fix rules by which personal records may be exchanged
        """,
        rules="""
        quorum | at least 3 members
        decision | majority of members present, chair has casting vote
        notice | 28 days before
        """,
    ),
    Body(
        "scrutiny",
        "Overview and Scrutiny Committee",
        "scrutiny committee",
        "strategic",
        Calendar((1, 3, 6, 7, 9, 11), THURSDAY, 1),
        "2025-05",
        other_names="OSC",
        statute="Local Government Act 2000 s.9F",
        has_register=True,
        seats="""
        chair | Chair | CC | Idris Penhallow
        vice_chair | Vice-chair | CC | Joanna Mistry-Cole
        member | Member 1 | CC | Kwabena Thistlewood
        member | Member 2 | CC | Lesley Bonsu
        member | Member 3 | CC | Marek Elphinstone
        member | Member 4 | CC | Desmond Applegarth
        member | Member 5 | CC | Farzana Whitlock
        member | Member 6 | CC | Vernon Kaczmarek
        """,
        remits="""
        scrutinise | performance and quality | all residents | Call in key decisions before they take effect
        recommend | procedure | | Propose an annual timetable of inquiries
        advise | resources and funding | council tax payers | Comment on draft spending proposals every January
        """,
        links="""
        PART_OF | council
        ESCALATES_TO | council | as needed
        SCRUTINISES | cabinet
        """,
        rules="quorum | one quarter of members",
    ),
    Body(
        "childrens-scrutiny",
        "Children and Learning Scrutiny Committee",
        "scrutiny committee",
        "strategic",
        Calendar((1, 3, 6, 9, 10, 12), WEDNESDAY, 2),
        "2025-05",
        has_register=True,
        seats="""
        chair | Chair | CC | Priscilla Langstaff
        vice_chair | Vice-chair | CC | Quentin Abara
        member | Member 1 | CC | Idris Penhallow
        member | Member 2 | CC | Rukhsana Tideswell
        member | Member 3 | CC | Tamsin Oduya
        member | Member 4 | CC | Ulrike Fairclough
        member | Member 5 | CC | Kwabena Thistlewood
        co_opted | Parent governor | PCF | Odette Farquharson
        """,
        remits="""
        scrutinise | education and learning | pupils | Question headteachers and directors about exam results
        scrutinise | poverty and inequality | families on low incomes | Examine what holiday clubs and free lunches cost families outside term time
        scrutinise | early years | children under five | Visit nurseries that are full
        """,
        links="""
        PART_OF | council
        ESCALATES_TO | council | as needed
        SCRUTINISES | cp
        SCRUTINISES | scp
        """,
        rules="""
        quorum | at least 3 members
        composition | co-opted at most 15% of appointed members
        """,
    ),
    Body(
        "health-scrutiny",
        "Health and Care Scrutiny Committee",
        "scrutiny committee",
        "strategic",
        Calendar((2, 4, 6, 7, 10, 12), TUESDAY, 3),
        "2025-05",
        statute="National Health Service Act 2006 s.244",
        has_register=True,
        seats="""
        chair | Chair | CC | Nuala Desai-Ward
        vice_chair | Vice-chair | CC | Ulrike Fairclough
        member | Member 1 | CC | Marek Elphinstone
        member | Member 2 | CC | Tamsin Oduya
        member | Member 3 | CC | Joanna Mistry-Cole
        member | Member 4 | CC | Rukhsana Tideswell
        member | Member 5 | CC | Farzana Whitlock
        """,
        remits="""
        scrutinise | health and wellbeing | patients | Respond to substantial variations of NHS services
        scrutinise | carers | unpaid carers | Follow up complaints about sitting-in
        recommend | public health | smokers | Urge stronger tobacco measures
        """,
        links="""
        PART_OF | council
        ESCALATES_TO | council | as needed
        SCRUTINISES | place
        """,
        rules="quorum | at least 3 members",
    ),
    Body(
        "planning",
        "Planning Committee",
        "committee",
        "operational",
        Calendar((1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12), THURSDAY, 3, hours=3),
        "2025-05",
        has_register=True,
        seats="""
        chair | Chair | CC | Vernon Kaczmarek
        vice_chair | Vice-chair | CC | Lesley Bonsu
        member | Member 1 | CC | Oswald Chikwanha
        member | Member 2 | CC | Desmond Applegarth
        member | Member 3 | CC | Gethin Rajkumar
        member | Member 4 | CC | Constance Wojtas
        member | Member 5 | CC | Priscilla Langstaff
        """,
        remits="""
        decide | housing | applicants for planning permission | Determine planning applications of ten dwellings or more
        decide | economy and growth | applicants for planning permission | Permit alterations to listed monuments
        oversee | performance and quality | applicants for planning permission | Watch appeal results and enforcement notices
        """,
        links="""
        PART_OF | council
        ESCALATES_TO | council | as needed
        """,
        rules="quorum | at least 3 members",
    ),
    Body(
        "licensing",
        "Licensing Committee",
        "committee",
        "operational",
        Calendar((2, 4, 6, 9, 11), MONDAY, 2),
        "2025-05",
        statute="Licensing Act 2003 s.6",
        seats="""
        chair | Chair | CC | Tariq Holmwood
        vice_chair | Vice-chair | CC | Selwyn Boateng-Shaw
        member | Member 1 | CC | Philippa Ncube-Hart
        member | Member 2 | CC | Quentin Abara
        member | Member 3 | CC | Hamish Venkataraman
        member | Member 4 | CC | Vernon Kaczmarek
        """,
        remits="""
        decide | community safety | publicans and taxi drivers | Grant or revoke alcohol, gambling and taxi licences
        decide | public health | publicans and taxi drivers | Settle a cumulative impact policy on off-licences
        advise | culture | festival organisers | Guide promoters through event paperwork
        """,
        links="""
        PART_OF | council
        ESCALATES_TO | council | as needed
        """,
        rules="quorum | at least 3 members",
        note="Its register of attendance is kept elsewhere and is not part of this dataset.",
    ),
    Body(
        "audit",
        "Audit and Governance Committee",
        "committee",
        "strategic",
        Calendar((1, 3, 7, 9), MONDAY, 4),
        "2025-05",
        has_register=True,
        seats="""
        chair | Chair | CC | Kwabena Thistlewood
        vice_chair | Vice-chair | CC | Oswald Chikwanha
        member | Member 1 | CC | Wilhelmina Sarpong | to=2026-01-04
        member | Member 1 | CC | Wilhelmina Sarpong | capacity=leave; from=2026-01-05; note=Parental leave, approved by the Council on 19 November 2025
        member | Member 2 | CC | Priscilla Langstaff
        member | Member 3 | CC | Nuala Desai-Ward
        member | Member 4 | CC | Joanna Mistry-Cole
        co_opted | Lay member | CC | Ignatius Broadhurst | to=2026-03-31; note=Appointed for three years to 31 March 2026
        """,
        remits="""
        approve | resources and funding | council tax payers | Certify the yearly accounts
        decide | performance and quality | all residents | Time what the internal auditors inspect
        oversee | procedure | | Keep member conduct under watch
        """,
        links="""
        PART_OF | council
        ESCALATES_TO | council | as needed
        """,
        rules="quorum | at least 3 members",
    ),
    Body(
        "corporate-parenting",
        "Corporate Parenting Panel",
        "board",
        "strategic",
        Calendar((2, 5, 9, 11), WEDNESDAY, 1),
        "2025-06",
        has_register=True,
        seats="""
        chair | Opposition spokesperson | CC | Tamsin Oduya
        vice_chair | Cabinet Member for Children and Learning | CC | Lowri Adebayo-Finch
        member | Director of Children's Services | CC | Zainab Hollingbery
        member | Designated nurse for children in care | ICB | Marisol Trevanion
        member | Virtual school head | CC | Benedict Agyeman-Poole
        member | Fostering manager | CC | Sunita Hargrave
        co_opted | Care leaver 1 | BFY | Jaden Mulgrew
        co_opted | Care leaver 2 | BFY | Aaliyah Stroud
        """,
        remits="""
        oversee | safeguarding | children in care | See that every looked-after child has a settled placement
        influence | transition to adulthood | care leavers | Press for apprenticeships and tenancies after eighteen
        decide | voice and participation | children in care | Choose annually which pledge the city makes to those it parents
        """,
        links="ESCALATES_TO | cabinet | as needed",
        rules="""
        composition | co-opted at most 15% of appointed members
        quorum | one third of members
        """,
    ),
    Body(
        "schools-forum",
        "Schools Forum",
        "forum",
        "strategic",
        Calendar((1, 3, 6, 10), THURSDAY, 2),
        "2024-11",
        statute="Schools Forums (England) Regulations 2012",
        seats="""
        chair | Primary headteacher, north | PRI | Geraldine Osei-Watts
        vice_chair | Secondary headteacher | SEC | Rowan Chatterley
        member | Primary headteacher, south | PRI | Mohammed Stannard
        member | Primary governor | PRI | Annika Prowse
        member | Secondary governor | SEC | Tertius Ibekwe-Dunn
        member | Special school headteacher | SPE | Cordelia Mbatha
        member | Academy trust representative | BLT | Piers Oluwole
        member | Nursery representative | NUR | Shanice Cardwell
        observer | Schools Finance Manager | CC | Leopoldine Achara
        """,
        remits="""
        decide | education and learning | pupils | Agree central retention and de-delegation within the dedicated schools grant
        advise | resources and funding | schools | Advise how the school improvement grant should be shared out between schools
        decide | special educational needs and disability | pupils with high needs | Agree top-up bands for specialist placements
        """,
        links="ESCALATES_TO | cabinet | as needed",
        rules="""
        attendance | a member who has not come for a year may be asked by the clerk whether the seat should pass to another | may be asked whether the seat should pass to another
        quorum | 40% of members
        """,
    ),
    Body(
        "holiday-group",
        "Holiday Activities Task and Finish Group",
        "task and finish group",
        "operational",
        Calendar((10, 12, 2), MONDAY, 3),
        "2025-10",
        covered="members",
        seats="""
        chair | Lead member | CC | Rukhsana Tideswell
        member | Second member | CC | Kwabena Thistlewood
        member | Youth project representative | BFY | Callum Nwachukwu
        member | Parent representative | PCF | Hyacinth Dewsbury
        """,
        remits="""
        recommend | poverty and inequality | families on low incomes | Report what holiday clubs and free lunches cost families outside term time
        advise | poverty and inequality | sports clubs | Invite swimming baths and libraries to host sessions
        oversee | poverty and inequality | families on low incomes | Count how many bookings go unused
        """,
        links="PART_OF | childrens-scrutiny",
    ),
)

HEALTH_FAMILY = (
    Body(
        "hwb",
        "Health and Wellbeing Board",
        "board",
        "strategic",
        Calendar((3, 6, 9, 12), TUESDAY, 4),
        "2025-06",
        other_names="HWB",
        statute="Health and Social Care Act 2012 s.194",
        covered="members; links; remits; rules",
        has_register=True,
        apex=True,
        seats="""
        chair | Cabinet Member for Health and Adult Care | CC | Hamish Venkataraman
        vice_chair | Place Director | ICB | Ngaire Solanki
        member | Director of Public Health | CC | Aurelia Munroe
        member | Director of Children's Services | CC | Zainab Hollingbery
        member | Director of Adult Social Care | CC | Colm Vasey-Reid
        member | Healthwatch Manager | HW | Beatrix Amponsah
        member | Chair of the Children and Families Partnership | CC | Lowri Adebayo-Finch | office=chair of cp
        member | Vice-chair of the Children and Families Partnership | ICB | Merle Anandakumar | office=vice-chair of cp
        member | Chair of the Mental Health Alliance | CMH | Stellan Rafferty | office=chair of mental-health
        member | Vice-chair of the Mental Health Alliance | VOL | Ottilie Kamara | office=vice-chair of mental-health
        member | Chair of the Health Inequalities Steering Group | CC | Philippa Ncube-Hart | office=chair of health-inequalities
        member | Health Inequalities Programme Manager | CC | Rhodri Saleem
        """,
        remits="""
        decide | health and wellbeing | all residents | Publish a joint health and wellbeing strategy
        decide | needs assessment | all residents | Assess what the population and its pharmacies will require
        influence | joint commissioning | all residents | Encourage pooled budgets and integrated provision
        """,
        rules="""
        attendance | absent from 3 consecutive meetings without apologies | may be asked by the chair whether the organisation wishes to be represented by somebody else
        quorum | at least 4 voting members
        decision | majority of members present, chair has casting vote
        composition | chair and vice-chair of each body that feeds it
        frequency | at least 4 meetings per year
        notice | 5 clear days before
        papers | 5 working days before
        minutes | 2 weeks after
        review | every 2 years
        """,
    ),
    Body(
        "place",
        "Anytown Place Committee",
        "committee",
        "strategic",
        Calendar((1, 3, 5, 7, 9, 11), THURSDAY, 4),
        "2025-09",
        other_names="ICB Place Committee",
        has_register=True,
        seats="""
        chair | Place Director | ICB | Ngaire Solanki
        vice_chair | Director of Adult Social Care | CC | Colm Vasey-Reid
        member | Director of Public Health | CC | Aurelia Munroe
        member | Chief Operating Officer | HOS | Leopold Adeyemi-Cross
        member | Clinical Director | PCN | Harriet Balasingham
        member | Director of Community Services | CMH | Torquil Eze
        member | Elected member | CC | Nuala Desai-Ward
        member | Voluntary sector representative | VOL | Paloma Greatorex
        """,
        remits="""
        commission | joint commissioning | children with communication needs | Commission speech and language therapy jointly for pupils who struggle to communicate
        decide | joint commissioning | older people | Enter section 75 agreements about home care and reablement
        oversee | resources and funding | patients | Track spending against delegated NHS allocations
        """,
        links="""
        ACCOUNTABLE_TO | ICB
        ESCALATES_TO | ICB | every meeting
        ALIGNS_WITH | hwb
        """,
        rules="""
        frequency | at least 8 meetings per year
        frequency | about 6 meetings per year
        quorum | at least 4 members
        """,
    ),
    Body(
        "place-delivery",
        "Place Delivery Group",
        "delivery group",
        "delivery",
        Calendar((1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12), MONDAY, 3),
        "2025-09",
        covered="members; remits",
        seats="""
        chair | Deputy Place Director | ICB | Alasdair Nkemelu
        member | Head of Integrated Care | CC | Morwenna Jellicoe
        member | Divisional Manager | HOS | Casimir Bright
        member | Practice Manager | PCN |
        member | Community Matron | CMH | Josephine Akhtar-Bell
        """,
        remits="""
        deliver | carers | unpaid carers | Roll out contingency plans for carers' emergencies
        deliver | joint commissioning | older people | Move frail people home from wards promptly
        oversee | carers | unpaid carers | Verify that sitters arrive on time
        """,
        links="REPORTS_TO | place | every meeting",
    ),
    Body(
        "urgent-care",
        "Urgent Care Delivery Group",
        "delivery group",
        "delivery",
        Calendar((2, 4, 6, 9, 11), TUESDAY, 1),
        "2025-09",
        covered="members; remits",
        seats="""
        chair | Emergency Department Lead | HOS | Fenella Okpara
        member | Operations Manager | AMB | Gareth Inglewood
        member | Out-of-hours Lead | PCN | Samira Thorogood
        member | Crisis Team Manager | CMH | Emrys Odhiambo
        member | Hospital Social Work Manager | CC | Lucinda Parmar-Holt
        """,
        remits="""
        deliver | health and wellbeing | patients | Shorten ambulance handovers and waits in emergency departments
        co-ordinate | health and wellbeing | patients | Prepare winter surge rotas
        advise | information and communication | patients | Rehearse messages for callers of 111
        """,
        links="REPORTS_TO | place | 6",
    ),
    Body(
        "mental-health",
        "Mental Health Alliance",
        "alliance",
        "executive",
        Calendar((2, 5, 9, 11), THURSDAY, 2),
        "2025-03",
        seats="""
        chair | Medical Director | CMH | Stellan Rafferty
        vice_chair | Mental Health Development Lead | VOL | Ottilie Kamara
        member | Head of Mental Health Commissioning | ICB | Davina Kowalczyk-Hughes
        member | Approved Mental Health Professionals Lead | CC | Winston Pargeter
        member | Expert by experience | HW |
        member | Student Wellbeing Lead | UNI | Imogen Ravenscroft-Diallo
        """,
        remits="""
        co-ordinate | emotional wellbeing and mental health | children and young people | Plan and co-ordinate emotional wellbeing and counselling support for children and young people up to 25
        decide | emotional wellbeing and mental health | adults with serious mental illness | Allocate crisis cafe and inpatient diversion money
        advise | carers | carers of adults with serious mental illness | Explain detention law to next of kin
        """,
        links="""
        REPORTS_TO | hwb | 2
        ESCALATES_TO | hwb | as needed
        """,
        rules="""
        attendance | absent from more than 2 meetings in 1 year | may be invited to withdraw
        quorum | at least 3 members
        """,
        note="It has a rule on attendance, and no attendance is recorded.",
    ),
    Body(
        "health-inequalities",
        "Health Inequalities Steering Group",
        "steering group",
        "executive",
        Calendar((3, 6, 9, 12), WEDNESDAY, 2),
        "2022-03",
        covered="members; links; remits; rules",
        has_register=True,
        seats="""
        chair | Cabinet Member for Housing and Fairness | CC | Philippa Ncube-Hart
        vice_chair | Consultant in Public Health | CC | Leocadia Fenwick-Rao
        member | Director of Public Health | CC | Aurelia Munroe
        member | Inclusion Health Nurse | PCN | Dorothea Quaye
        member | Community Development Manager | VOL | Kelechi Sandford
        member | Faith Network Co-ordinator | FAI | Tobias Rahimi
        member | Tenancy Support Manager | HOME | Isolde Maduka
        member | Population Health Analyst | ICB | Cyprian Ludlow
        """,
        remits="""
        decide | poverty and inequality | residents of the ten most deprived neighbourhoods | Distribute a prevention fund by neighbourhood deprivation
        co-ordinate | public health | Gypsy, Roma and Traveller residents | Bring vaccination and screening to sites and hostels
        oversee | needs assessment | residents of the ten most deprived neighbourhoods | Compare life expectancy between electoral divisions
        """,
        links="""
        REPORTS_TO | hwb | 4
        ESCALATES_TO | hwb | as needed
        """,
        rules="""
        attendance | attendance below 75% in any 12 months with or without apologies, substitutes count as absent | will be discussed with the member's organisation
        quorum | half of members
        decision | consensus, otherwise majority, chair has casting vote
        composition | at most 10 members
        frequency | at least 4 meetings per year
        notice | 10 working days before
        papers | 5 working days before
        minutes | 10 working days after
        review | every 2 years
        """,
    ),
    Body(
        "drugs",
        "Combating Drugs Partnership",
        "partnership",
        "executive",
        Calendar((1, 4, 7, 10), WEDNESDAY, 4),
        "2025-02",
        seats="""
        chair | Drug and Alcohol Commissioner | CC | Ambrose Yeboah-Kerr
        member | Director of Public Health | CC | Aurelia Munroe
        member | Recovery Service Manager | REC | Delphine Marlowe
        member | Detective Inspector, drugs | POL | Cathal Bhandari
        member | Head of Probation Delivery | PROB | Verity Onyango
        member | Pharmacy Lead | ICB | Lambert Sethi
        """,
        remits="""
        co-ordinate | public health | people who use drugs | Widen naloxone supply and opiate treatment
        commission | community safety | people who use drugs | Supply saliva swabs for custody suites
        advise | public health | smokers and drinkers | Warn about adulterated vapes and pills
        """,
        links="""
        REPORTS_TO | csp | 2
        ESCALATES_TO | csp | as needed
        """,
    ),
)

CHILDREN_FAMILY = (
    Body(
        "cp",
        "Children and Families Partnership",
        "partnership",
        "strategic",
        Calendar((1, 3, 5, 7, 9, 11), TUESDAY, 1),
        "2026-03",
        other_names="CFP",
        statute="Children Act 2004 s.10",
        covered="members; links; remits; rules",
        has_register=True,
        seats="""
        chair | Cabinet Member for Children and Learning | CC | Lowri Adebayo-Finch
        vice_chair | Director of Children's Commissioning | ICB | Merle Anandakumar
        member | Director of Children's Services | CC | Zainab Hollingbery
        member | Chair of the Family Help Partnership | CC | Catrin Bamgbose | office=chair of early-help
        member | Chair of the SEND Improvement Board | CC | Theodora Blackadder | office=chair of send
        member | Chair of the Youth Justice Management Board | YOT | Fitzgerald Pym | office=chair of yjb
        member | Chair of the Joint Commissioning Group | ICB | Rosamund Tetteh | office=chair of joint-commissioning
        member | Chair of the Young Voices Network | BFY | Kezia Ballantyne-Roy | office=chair of voices
        member | Chair of the Best Start Group | CMH | Perpetua Ashworth | office=chair of best-start
        member | Chair of the Learning Board | BLT | Leander Mukherjee-Stone | office=chair of learning
        member | Superintendent, neighbourhoods | POL | Morag Chukwuma | to=2025-12-31
        member | Superintendent, neighbourhoods | POL | Aneurin Sparling | from=2026-01-01
        member | Primary headteacher | PRI | Esme Ruparelia
        member | Voluntary sector representative | VOL | Lachlan Opoku
        member | Director of Nursing | HOS | Winifred Castellanos-Hay
        """,
        remits="""
        decide | strategy and priorities | children and young people | Write and refresh the city's plan for childhood
        decide | early help | families | Choose thresholds at which families are offered a lead professional
        decide | partnership working | children and young people | Settle which agency leads on matters that cross boundaries
        oversee | performance and quality | children and young people | Hold groups beneath it to quarterly scorecards
        """,
        links="""
        REPORTS_TO | hwb | 2
        ESCALATES_TO | hwb | as needed
        ALIGNS_WITH | scp
        """,
        rules="""
        attendance | absent from 3 consecutive meetings with or without apologies, substitutes count as absent | ceases to be a member unless the partnership decides otherwise
        quorum | 3 of sectors ("Local Authority", "Health", "Police", "Schools") and chair
        decision | consensus, otherwise majority, chair has casting vote
        composition | at least 1 shared member with "Safeguarding Children Partnership"
        composition | at least 1 shared member with "Schools Forum"
        frequency | about 6 meetings per year
        notice | 4 working weeks before
        papers | 5 working days before
        minutes | 2 weeks after
        review | every 1 year
        """,
    ),
    Body(
        "early-help",
        "Family Help Partnership",
        "partnership",
        "executive",
        Calendar((1, 3, 5, 7, 9, 11), WEDNESDAY, 3),
        "2025-04",
        other_names="FHP",
        covered="members; links; remits; rules",
        has_register=True,
        seats="""
        chair | Head of Early Help | CC | Catrin Bamgbose
        vice_chair | Named GP for families | PCN | Rafferty Sundaram
        member | Family Hubs Manager | CC | Glenys Achterberg
        member | Health Visiting Lead | CMH | Oluchi Pemberton
        member | Schools Early Help Lead | PRI | Jocasta Mehmood
        member | Housing Options Manager | CC | Barnaby Ifeanyi
        member | Family Support Manager | VOL | Sioned Dhaliwal-Price
        member | Neighbourhood Sergeant | POL | Angus Popoola
        member | Midwifery Lead | HOS | Henrietta Zaman | to=2026-01-31
        member | Midwifery Lead | HOS | Blessing Carmichael-Odu | from=2026-02-01
        """,
        remits="""
        co-ordinate | early help | families | Match each household that asks with one key worker
        deliver | early help | families | Train practitioners to hold whole-family conversations
        oversee | early help | families | Look at step-downs from social work
        """,
        links="""
        REPORTS_TO | cp | 6
        ESCALATES_TO | cp | as needed
        ESCALATES_TO | scp | as needed | safeguarding concerns
        """,
        rules="""
        attendance | absent from more than 3 meetings in any 12 months with or without apologies, substitutes count as present | may be invited to withdraw
        quorum | half of members
        decision | consensus, otherwise majority, chair has casting vote
        composition | at most 12 members
        frequency | at least 6 meetings per year
        notice | 10 working days before
        papers | 5 working days before
        minutes | 2 weeks after
        review | every 2 years
        """,
    ),
    Body(
        "send",
        "SEND Improvement Board",
        "board",
        "executive",
        Calendar((2, 4, 6, 7, 10, 12), WEDNESDAY, 1),
        "2025-01",
        statute="Children and Families Act 2014 Part 3",
        covered="members; links; remits; rules",
        has_register=True,
        seats="""
        chair | Director of Education | CC | Theodora Blackadder
        vice_chair | Designated Clinical Officer | ICB | Emeka Trelawney
        member | Director of Children's Services | CC | Zainab Hollingbery
        member | Parent Carer Forum Chair | PCF | Marcia Endacott
        member | Special school headteacher | SPE | Ludovic Ansah
        member | Principal Educational Psychologist | CC | Bronagh Siddiqi-Vane
        member | Therapies Manager | CMH | Hartley Umeh
        member | College Inclusion Lead | COL | Nerys Gbadamosi
        """,
        remits="""
        oversee | special educational needs and disability | pupils with high needs | Chase overdue education, health and care plans
        approve | special educational needs and disability | pupils with high needs | Clear a written statement of action before inspectors return
        co-ordinate | transition to adulthood | young people with disabilities | Smooth the move from paediatric to grown-up clinics
        """,
        links="""
        REPORTS_TO | cp | 4
        ESCALATES_TO | cp | as needed
        ESCALATES_TO | place | as needed | health funding
        """,
        rules="""
        attendance | absent from 3 consecutive meetings without apologies | the board may ask the organisation to nominate another member
        quorum | at least 3 members
        decision | consensus, otherwise majority, chair has casting vote
        composition | at most 10 members
        frequency | about 6 meetings per year
        notice | 10 working days before
        papers | 5 working days before
        minutes | 10 working days after
        review | every 2 years
        """,
    ),
    Body(
        "yjb",
        "Youth Justice Management Board",
        "board",
        "executive",
        Calendar((2, 5, 9, 11), THURSDAY, 3),
        "2025-02",
        statute="Crime and Disorder Act 1998 s.39",
        has_register=True,
        seats="""
        chair | Head of Youth Justice | YOT | Fitzgerald Pym
        vice_chair | Magistrate | PROB | Dilys Karunaratne
        member | Director of Children's Services | CC | Zainab Hollingbery
        member | Chief Inspector, youth | POL | Lorcan Obi-Sutton
        member | Probation Team Manager | PROB | Yvette Shaughnessy
        member | Liaison and Diversion Nurse | CMH | Rashid Copplestone
        member | Alternative Provision Head | BLT | Morven Ekwueme
        member | Restorative Justice Worker | BFY | Otis Lavender
        """,
        remits="""
        oversee | youth justice | children in the youth justice system | Monitor first-time entrants, reoffending and custody numbers
        decide | youth justice | children in the youth justice system | Approve an annual youth justice plan and staffing
        influence | youth justice | victims of youth crime | Raise apology and reparation with courts
        """,
        links="""
        REPORTS_TO | cp | 4
        ESCALATES_TO | csp | as needed
        """,
        rules="quorum | one third of members",
    ),
    Body(
        "emotional-wellbeing",
        "Children's Emotional Wellbeing Group",
        "sub-group",
        "delivery",
        Calendar((1, 3, 5, 7, 9, 11), THURSDAY, 2),
        "2025-05",
        has_register=True,
        seats="""
        chair | Clinical Lead | CMH | Anneliese Dogbe
        member | School Counsellor | SEC | Percival Hosseini
        member | Youth Counselling Manager | BFY | Florence Ikande-Moss
        member | Educational Psychologist | CC | Crispin Wadhwani
        member | School Nurse Manager | CMH | Sinead Kuforiji
        member | Commissioning Manager | ICB | Barnard Lim-Osborne
        member | Student Support Manager | COL | Tabitha Zielinska
        """,
        remits="""
        co-ordinate | emotional wellbeing and mental health | children and young people | Plan and co-ordinate emotional wellbeing and counselling support for children and young people in school and college
        deliver | emotional wellbeing and mental health | parents of teenagers | Teach calming techniques at evening classes
        oversee | emotional wellbeing and mental health | school staff | Survey counsellors' caseloads
        """,
        links="""
        REPORTS_TO | cp | 3
        ESCALATES_TO | cp | as needed
        """,
        rules="""
        quorum | at least 4 members
        frequency | about 6 meetings per year
        """,
    ),
    Body(
        "joint-commissioning",
        "Children's Joint Commissioning Group",
        "commissioning group",
        "executive",
        Calendar((1, 3, 5, 7, 9, 11), MONDAY, 2),
        "2025-03",
        has_register=True,
        seats="""
        chair | Head of Children's Commissioning | ICB | Rosamund Tetteh
        vice_chair | Commissioning Director | CC | Evander Quarshie
        member | Director of Children's Services | CC | Zainab Hollingbery
        member | Finance Partner | CC | Millicent Rezaei-Poole
        member | Contracts Manager | ICB | Garfield Trott
        member | Public Health Commissioner | CC | Annunziata Bell-Ayodele
        member | Finance Manager | ICB | Ruaridh Sengupta
        member | Placements Manager | CC | Venetia Coker
        """,
        remits="""
        commission | joint commissioning | children with communication needs | Commission speech and language therapy for pupils who struggle to communicate
        commission | resources and funding | children in care | Buy residential beds regionally
        recommend | joint commissioning | children with disabilities | Specify short breaks
        """,
        links="""
        REPORTS_TO | cp | 6
        ESCALATES_TO | cp | as needed
        """,
        rules="""
        quorum | half of members
        decision | unanimous of members present
        """,
    ),
    Body(
        "voices",
        "Young Voices Network",
        "network",
        "operational",
        Calendar((2, 6, 10), WEDNESDAY, 4),
        "2025-09",
        seats="""
        chair | Participation Manager | BFY | Kezia Ballantyne-Roy
        member | Youth Parliament member | BFY | Dominic Owusu-Kemp
        member | Young Inspectors representative | BFY |
        member | Children in Care Council representative | BFY | Shreya Goodfellow
        member | Participation Worker | CC | Fergal Nyambura
        """,
        remits="""
        advise | voice and participation | children and young people | Speak up on behalf of teenagers when consultations open
        influence | culture | children and young people | Curate a yearly takeover day at galleries
        scrutinise | voice and participation | looked-after teenagers | Mystery-shop reception desks
        """,
        links="""
        REPORTS_TO | cp | 3
        ESCALATES_TO | cp | as needed
        """,
    ),
    Body(
        "best-start",
        "Best Start Group",
        "delivery group",
        "delivery",
        Calendar((2, 4, 6, 7, 10, 12), THURSDAY, 1),
        "2025-07",
        has_register=True,
        seats="""
        chair | Community Paediatrics Lead | CMH | Perpetua Ashworth
        vice_chair | Nurseries Forum Convenor | NUR | Elspeth Mwangi-Dunn
        member | Family Hubs Manager | CC | Glenys Achterberg
        member | Health Visiting Lead | CMH | Oluchi Pemberton
        member | Schools Early Help Lead | PRI | Jocasta Mehmood
        member | Housing Options Manager | CC | Barnaby Ifeanyi
        member | Family Support Manager | VOL | Sioned Dhaliwal-Price
        member | Named GP for families | PCN | Rafferty Sundaram
        """,
        remits="""
        decide | early years | children under five | Award grants to playgroups and childminders
        deliver | early years | expectant parents | Teach breastfeeding, weaning and sleep routines
        co-ordinate | early years | children under five | Link two-year checks by health visitors with nursery observations
        """,
        links="""
        REPORTS_TO | cp | 4
        ESCALATES_TO | cp | as needed
        """,
        rules="quorum | at least 3 members",
    ),
    Body(
        "learning",
        "Learning Board",
        "board",
        "executive",
        Calendar((1, 4, 6, 10), TUESDAY, 3),
        "2025-01",
        has_register=True,
        seats="""
        chair | Chief Executive | BLT | Leander Mukherjee-Stone
        vice_chair | College Principal | COL | Araminta Jegede
        member | Director of Children's Services | CC | Zainab Hollingbery
        member | Head of School Improvement | CC | Osian Tattersall
        member | Primary headteacher | PRI | Fionnuala Sackey
        member | Secondary headteacher | SEC | Montgomery Uddin
        member | Dean of Education | UNI | Iolanthe Barzani
        member | Governors' representative | SEC | Godfrey Ellingham
        """,
        remits="""
        decide | resources and funding | schools | Decide how the school improvement grant should be shared out between schools
        oversee | education and learning | pupils | Track attendance, exclusions and attainment gaps
        advise | education and learning | teachers | Suggest bonuses for shortage subjects
        """,
        links="""
        REPORTS_TO | cp | 2
        ESCALATES_TO | cp | as needed
        ESCALATES_TO | cabinet | as needed | school closures
        """,
        rules="""
        composition | at most 7 members
        quorum | at least 3 members
        """,
    ),
    Body(
        "data-group",
        "Children's Data Group",
        "working group",
        "operational",
        Calendar((1, 4, 7, 10), MONDAY, 1),
        "2024-10",
        seats="""
        chair | Head of Intelligence | CC | Thaddeus Birch-Kaur
        member | Business Intelligence Analyst | ICB | Winnie Obaseki
        member | Performance Analyst | POL | Corin Llewellyn-Asante
        member | Schools Data Manager | CC |  | status=vacant
        """,
        remits="""
        deliver | information and communication | data analysts | Build dashboards from pseudonymised extracts
        advise | information and communication | data analysts | Recommend definitions, formats and refresh cycles
        co-ordinate | information and communication | data analysts | Convene privacy officers
        """,
        links="ALIGNS_WITH | early-help",
    ),
)

SAFETY_FAMILY = (
    Body(
        "scp",
        "Safeguarding Children Partnership",
        "partnership",
        "strategic",
        Calendar((1, 3, 5, 7, 9, 11), TUESDAY, 4),
        "2026-03",
        other_names="SCP",
        statute="Children Act 2004 s.16E",
        covered="members; links; remits; rules",
        has_register=True,
        apex=True,
        seats="""
        chair | Chair and Scrutineer | VOL | Rosheen Fairbairn
        vice_chair | Director of Children's Services | CC | Zainab Hollingbery
        member | Chief Superintendent | POL | Ewan Marchbanks
        member | Chief Nurse | ICB | Vashti Underhill
        member | Principal Social Worker | CC | Ignacio Tembo
        member | Head of Public Protection | POL | Gwenllian Appiah
        member | Designated Doctor | ICB | Sorcha Ramanathan
        """,
        remits="""
        decide | safeguarding | children at risk of harm | Maintain multi-agency procedures for referral
        approve | safeguarding | children at risk of harm | Endorse budgets and what each agency pays
        scrutinise | safeguarding | children at risk of harm | Sample frontline practice unannounced
        """,
        rules="""
        attendance | absent from 3 consecutive meetings without apologies | will be raised with the chief officer
        quorum | 1 of organisation "Anytown City Council" and 1 of organisation "Northshire Integrated Care Board" and 1 of organisation "Northshire Police"
        decision | unanimous of members present
        composition | at most 8 members
        frequency | about 6 meetings per year
        notice | 10 working days before
        papers | 5 working days before
        minutes | 10 working days after
        review | every 1 year
        """,
    ),
    Body(
        "sab",
        "Safeguarding Adults Board",
        "board",
        "strategic",
        Calendar((2, 5, 9, 12), MONDAY, 2),
        "2025-05",
        other_names="SAB",
        statute="Care Act 2014 s.43",
        covered="members; links; remits; rules",
        has_register=True,
        apex=True,
        seats="""
        chair | Independent Chair | HOS | Marguerite Ogundipe-Lister
        vice_chair | Director of Adult Social Care | CC | Colm Vasey-Reid
        member | Director of Quality | ICB | Balthazar Nwosu-Green
        member | Detective Superintendent | POL | Clementine Farooqi
        member | Carers' representative | CAR | Petronella Scaife
        member | Trading Standards Manager | CC | Uchenna Brearley
        member | Safe and Well Manager | FIRE | Caradoc Majumdar
        """,
        remits="""
        commission | safeguarding | adults with care and support needs | Commission reviews of cases where a vulnerable adult has died or been seriously harmed, and make the findings public
        decide | safeguarding | adults with care and support needs | Issue guidance about self-neglect and hoarding
        influence | carers | unpaid carers | Recognise exhausted relatives as a safeguarding concern
        """,
        rules="""
        attendance | absent from 3 consecutive meetings without apologies | will be raised with the chief officer
        quorum | one third of members
        decision | consensus, otherwise majority, chair has casting vote
        composition | at most 12 members
        frequency | at least 4 meetings per year
        notice | 10 working days before
        papers | 5 working days before
        minutes | 10 working days after
        review | every 2 years
        """,
    ),
    Body(
        "exploitation",
        "Child Exploitation Group",
        "sub-group",
        "delivery",
        Calendar((2, 4, 6, 7, 10, 12), TUESDAY, 2),
        "2025-10",
        has_register=True,
        seats="""
        chair | Service Manager, exploitation | CC | Hephzibah Rowntree
        member | Detective Inspector, exploitation | POL | Fraser Adomako
        member | Named Nurse | ICB | Guinevere Patel-Storey
        member | Missing Children Co-ordinator | BFY | Zebedee Ukaegbu
        member | Pupil Referral Head | BLT | Maribel Hussain-Dale
        member | Licensing Enforcement Officer | FIRE | Roderick Anyanwu
        """,
        remits="""
        co-ordinate | safeguarding | children at risk of criminal exploitation | Disrupt gangs and county lines that exploit minors
        deliver | safeguarding | children who go missing | Hold return interviews within seventy-two hours
        advise | safeguarding | hoteliers | Alert hotels and taxi ranks to grooming signs
        """,
        links="""
        REPORTS_TO | scp | 6
        ESCALATES_TO | scp | as needed
        """,
        rules="""
        quorum | 1 of organisation "Anytown City Council" and 1 of organisation "Northshire Police" and 1 of organisation "Northshire Integrated Care Board"
        """,
    ),
    Body(
        "case-review",
        "Case Review Group",
        "sub-group",
        "delivery",
        Calendar((1, 3, 5, 6, 9, 11), WEDNESDAY, 4),
        "2025-10",
        has_register=True,
        seats="""
        chair | Head of Safeguarding | ICB | Cressida Nakamura-Boyd
        member | Head of Quality Assurance | CC | Tiernan Okafor-Wells
        member | Review Officer | POL | Hyacinthe Moorhouse
        member | Consultant Paediatrician | HOS | Somerset Achieng
        member | Education Safeguarding Lead | CC | Lavinia Prendergast-Iqbal
        """,
        remits="""
        commission | safeguarding | children | Commission reviews of cases where a child has died or been seriously harmed, and make the findings public
        oversee | performance and quality | safeguarding practitioners | Revisit lessons a year afterwards
        advise | safeguarding | bereaved relatives | Word briefings plainly
        """,
        links="""
        REPORTS_TO | scp | 6
        ESCALATES_TO | scp | as needed
        """,
        rules="quorum | at least 4 members",
    ),
    Body(
        "csp",
        "Community Safety Partnership",
        "partnership",
        "strategic",
        Calendar((1, 4, 7, 10), THURSDAY, 4),
        "2025-07",
        other_names="CSP; Safer Anytown",
        statute="Crime and Disorder Act 1998 s.5",
        covered="members; links; remits; rules",
        has_register=True,
        apex=True,
        seats="""
        chair | Chief Superintendent | POL | Ewan Marchbanks
        vice_chair | Cabinet Member for Communities | CC | Tariq Holmwood
        member | Director of Children's Services | CC | Zainab Hollingbery
        member | Head of Community Safety | CC | Xanthe Mudavanhu
        member | Area Commander | FIRE | Jolyon Karim-Peake
        member | Head of Probation | PROB | Evangeline Ortega-Hill
        member | Associate Director | ICB | Lindiwe Thackeray
        member | Policy Officer | PCC | Barnabas Ferreira
        """,
        remits="""
        decide | community safety | all residents | Rank crimes by harm in a three-year plan
        commission | domestic abuse | victims' families | Carry out domestic homicide reviews
        oversee | community safety | neighbourhoods | Judge petitions about rowdy streets
        """,
        rules="""
        attendance | absent from more than 2 meetings in 1 municipal year with or without apologies, substitutes count as absent | the chair writes to the organisation
        quorum | at least 3 members
        decision | 80% of agencies present
        composition | at most 12 members
        frequency | at least 4 meetings per year
        notice | 10 working days before
        papers | 5 working days before
        minutes | 10 working days after
        review | every 2 years
        """,
    ),
    Body(
        "domestic-abuse",
        "Domestic Abuse Partnership Board",
        "board",
        "executive",
        Calendar((2, 5, 9, 11), TUESDAY, 3),
        "2025-01",
        statute="Domestic Abuse Act 2021 s.58",
        covered="members; links; remits; rules",
        has_register=True,
        seats="""
        chair | Assistant Director, communities | CC | Sapphira Donnelly-Eke
        vice_chair | Refuge Manager | HAV | Ebony Calloway-Rees
        member | Survivors' representative | HAV | Adaeze Winterbourne
        member | Detective Chief Inspector | POL | Gulliver Nartey
        member | Named Midwife | HOS | Perdita Sithole
        member | Housing Manager | NHA | Fabian Ogilvy-Shah
        member | Perpetrator Programme Lead | PROB | Lorelei Massaquoi
        member | Health Advocate | ICB | Rufus Abernethy-Khan
        """,
        remits="""
        decide | domestic abuse | survivors of domestic abuse | Choose where refuges and safe dwellings are funded
        co-ordinate | domestic abuse | perpetrators | Arrange behaviour change courses
        advise | domestic abuse | employers | Draw up a model workplace policy
        """,
        links="""
        REPORTS_TO | csp | 4
        ESCALATES_TO | csp | as needed
        REPORTS_TO | scp | 2 | children affected by domestic abuse
        """,
        rules="""
        attendance | absent from more than 2 meetings in 1 year | may be invited to withdraw
        quorum | at least 4 members
        decision | consensus, otherwise majority, chair has casting vote
        composition | at most 10 members
        frequency | at least 4 meetings per year
        notice | 10 working days before
        papers | 5 working days before
        minutes | 10 working days after
        review | every 2 years
        """,
    ),
    Body(
        "serious-violence",
        "Serious Violence Delivery Group",
        "delivery group",
        "delivery",
        Calendar((2, 4, 6, 9, 11), THURSDAY, 2),
        "2025-07",
        statute="Police, Crime, Sentencing and Courts Act 2022 s.8",
        seats="""
        chair | Chief Superintendent | POL | Ewan Marchbanks
        member | Violence Reduction Manager | CC | Oakley Ndlovu-Marsh
        member | Emergency Nurse | HOS | Seraphina Dutta
        member | Street Outreach Worker | BFY | Lennox Ainscough
        member | Prison Resettlement Officer | PROB | Cosima Appleyard-Ofori
        """,
        remits="""
        co-ordinate | safeguarding | children at risk of criminal exploitation | Act together against gangs and county lines that exploit minors
        deliver | community safety | young adults | Place mentors beside hospital beds after stabbings
        oversee | community safety | young adults | Map weapons sweeps and knife amnesty bins
        """,
        links="""
        REPORTS_TO | csp | 5
        ESCALATES_TO | csp | as needed
        """,
    ),
)

GROWTH_FAMILY = (
    Body(
        "growth",
        "Inclusive Growth Board",
        "board",
        "strategic",
        Calendar(
            dates=(
                date(2024, 10, 8),
                date(2025, 1, 14),
                date(2025, 5, 13),
                date(2025, 10, 14),
                date(2026, 1, 20),
                date(2026, 5, 19),
                date(2026, 10, 20),
                date(2027, 1, 26),
                date(2027, 5, 25),
            ),
        ),
        "2025-03",
        covered="members; links; remits; rules",
        has_register=True,
        seats="""
        chair | Chamber President | COC | Eleazar Finchley-Osu
        vice_chair | Cabinet Member for Growth and Climate | CC | Gethin Rajkumar
        member | Pro-Vice-Chancellor | UNI | Philomena Karaca
        member | Vice Principal | COL | Dashiell Ogbonna
        member | Transport Director | BUS | Ursula Menzies-Bhatt
        member | Housing Development Director | NHA | Ptolemy Waweru
        member | Director of Place | CC | Jessamy Rotimi
        member | Retail representative | COC | Anselm Choudhry-Platt
        """,
        remits="""
        recommend | economy and growth | businesses | Bid for innovation zones and regeneration money
        influence | economy and growth | commuters | Lobby for rail electrification
        co-ordinate | economy and growth | inward investors | Host delegations and showcase laboratories
        """,
        links="""
        REPORTS_TO | cabinet | 3
        ESCALATES_TO | cabinet | as needed
        """,
        rules="""
        attendance | absent from more than 3 meetings in 1 year | may be replaced by the organisation that appointed them
        decision | consensus, otherwise majority, chair has casting vote
        composition | at most 10 members
        frequency | about 3 meetings per year
        notice | 10 working days before
        papers | 5 working days before
        minutes | 10 working days after
        review | every 2 years
        """,
    ),
    Body(
        "housing-delivery",
        "Housing Delivery Group",
        "delivery group",
        "delivery",
        Calendar((1, 3, 5, 7, 9, 11), WEDNESDAY, 1),
        "2024-12",
        seats="""
        chair | Head of Housing Strategy | CC | Magdalena Osborne-Tiwari
        member | Development Manager | HOME | Cuthbert Sesay
        member | Land Manager | NHA | Rosalba Penrose
        member | Planning Policy Manager | CC | Thelonious Grady
        member | Supported Housing Manager | CC | Winsome Aldous | capacity=interim; note=Interim since the post fell vacant in February 2026; from=2026-02
        member | Homes Liaison Manager | HOME |  | status=vacant
        """,
        remits="""
        deliver | strategy and priorities | partner organisations | Each delivery group turns agreed priorities into an annual work programme @map 4.2
        decide | housing | people on the housing register | Rank brownfield plots for social rent
        oversee | housing | people on the housing register | Unblock schemes where diggers have gone quiet
        """,
        links="ESCALATES_TO | homelessness | as needed",
    ),
    Body(
        "homelessness",
        "Homelessness Prevention Group",
        "delivery group",
        "delivery",
        Calendar((2, 5, 9, 11), WEDNESDAY, 3, cancelled=("2025-05", "2025-09")),
        "2024-12",
        statute="Homelessness Act 2002 s.1",
        has_register=True,
        seats="""
        chair | Homelessness Manager | CC | Eberechi Stanhope
        member | Hostel Manager | HOME | Ludmila Prytherch
        member | Street Outreach Lead | VOL | Cormac Adjei-Lane
        member | Leaving Care Manager | CC | Bathsheba Mirza-Clay
        member | Prison Liaison Officer | PROB | Horatio Enwonwu
        member | Hospital Discharge Co-ordinator | HOS |  | status=vacant
        """,
        remits="""
        co-ordinate | housing | people sleeping rough | Open shelters when frost is forecast
        advise | housing | tenants facing eviction | Negotiate arrears with landlords
        deliver | housing | prison leavers | Keep deposits ready on release day
        """,
        links="ESCALATES_TO | housing-delivery | as needed",
        rules="""
        frequency | at least 4 meetings per year
        quorum | at least 2 members
        """,
    ),
    Body(
        "skills",
        "Employment and Skills Group",
        "delivery group",
        "delivery",
        Calendar((2, 6, 10), THURSDAY, 3),
        "2024-12",
        covered="members; remits",
        seats="""
        chair | Director of Civic Engagement | UNI | Evadne Sotomayor-Clegg
        member | Employer Engagement Manager | COL | Balraj Honeywood
        member | Apprenticeships Lead | COC | Mercedes Twumasi
        member | Adult Learning Manager | CC | Silvester Rangan
        member | Jobs Brokerage Manager | VOL | Aoibheann Cheung-Ford
        member | Careers Hub Lead | SEC |  | status=vacant
        """,
        remits="""
        deliver | strategy and priorities | partner organisations | Each delivery group turns agreed priorities into an annual work programme @map 4.2
        decide | transition to adulthood | school leavers | Pick bursary holders for technical diplomas
        co-ordinate | economy and growth | jobseekers | Stage recruitment fairs in libraries
        """,
        links="REPORTS_TO | growth | 3",
    ),
    Body(
        "climate",
        "Climate Action Forum",
        "forum",
        "operational",
        Calendar((3, 7, 11), THURSDAY, 2),
        "2024-12",
        covered="members",
        seats="""
        chair | Director of Civic Engagement | UNI | Evadne Sotomayor-Clegg
        member | Energy Manager | CC | Roosevelt Hibbard | capacity=interim; from=2026-04; note=Covers the post until it is filled
        member | Cycling campaigner | VOL | Ffion Marwaha-Stott
        member | Bus Operations Manager | BUS | Ignatia Boamah
        """,
        remits="""
        influence | partnership working | households | Persuade residents to insulate lofts and share cars
        advise | transition to adulthood | apprentices | Champion green trades
        influence | culture | market traders | Talk traders out of throwaway plastics
        """,
    ),
)

BODIES = (
    *COUNCIL_FAMILY,
    *HEALTH_FAMILY,
    *CHILDREN_FAMILY,
    *SAFETY_FAMILY,
    *GROWTH_FAMILY,
)
"""The forty bodies."""

SECOND_STATEMENTS = """
best-start | REPORTS_TO | cp | 2 | cp | 4.9
"""
"""What another document says of a link: ``from | type | to | frequency | terms of | paragraph``."""
