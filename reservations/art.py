# ruff: noqa: E501 - drawings
"""Pictures of rooms, drawn by us: a scene for each kind, in one of six colourings. Decoration only.

A photo of a public room often shows people who were not asked; a drawing shows what the room is for.
"""

from string import Template

from reservations.models import Kind

# wall, floor, light, accent, deep
PALETTES = (
    ("#f3e9dc", "#e2cfb6", "#fffaf2", "#c9683f", "#4a3b2f"),
    ("#dfe9f5", "#c2d4e8", "#f7fbff", "#2f68b5", "#20364f"),
    ("#e3eee0", "#c6dcc0", "#f9fdf7", "#3f8657", "#263d2e"),
    ("#f4e4e1", "#e5c7c1", "#fff8f6", "#b34d55", "#472c30"),
    ("#ece6f2", "#d3c8e0", "#fbf9fe", "#6a559c", "#332a48"),
    ("#f6edd2", "#e6d6a6", "#fffcf0", "#b08218", "#463a1c"),
)

WINDOW = """
<rect x="60" y="50" width="200" height="120" rx="8" fill="$light"/>
<path d="M60 150q50-50 100-20t100-30v70h-200z" fill="$accent" opacity=".28"/>
<circle cx="220" cy="82" r="16" fill="$accent" opacity=".5"/>
<path d="M160 50v120M60 110h200" stroke="$floor" stroke-width="6"/>"""

SCENES: dict[str, str] = {
    Kind.MEETING: WINDOW
    + """
<path d="M440 0v70" stroke="$deep" stroke-width="4"/><path d="M400 104q40-60 80 0z" fill="$accent"/>
<g fill="$deep" opacity=".75"><rect x="150" y="216" width="52" height="60" rx="12"/><rect x="260" y="216" width="52" height="60" rx="12"/>
<rect x="370" y="216" width="52" height="60" rx="12"/><rect x="480" y="216" width="52" height="60" rx="12"/></g>
<rect x="96" y="262" width="460" height="26" rx="13" fill="$accent"/><path d="M150 288v52M502 288v52" stroke="$deep" stroke-width="12"/>
<rect x="230" y="246" width="56" height="16" rx="3" fill="$light"/><circle cx="390" cy="252" r="10" fill="$light"/>""",
    Kind.HALL: """
<rect x="90" y="40" width="460" height="180" rx="6" fill="$light"/>
<path d="M90 40q60 90 10 180h-10zM550 40q-60 90-10 180h10z" fill="$accent"/><path d="M90 40h460v26q-38 22-76 0-38 22-77 0-38 22-77 0-38 22-77 0-38 22-77 0-38 22-76 0z" fill="$accent"/>
<path d="M320 130v60" stroke="$deep" stroke-width="6"/><circle cx="320" cy="122" r="10" fill="$deep"/>
<rect x="70" y="220" width="500" height="16" fill="$deep" opacity=".8"/>
<g fill="$deep" opacity=".7"><rect x="110" y="270" width="64" height="40" rx="14"/><rect x="200" y="270" width="64" height="40" rx="14"/><rect x="290" y="270" width="64" height="40" rx="14"/><rect x="380" y="270" width="64" height="40" rx="14"/><rect x="470" y="270" width="64" height="40" rx="14"/></g>
<g fill="$accent"><rect x="66" y="320" width="72" height="46" rx="16"/><rect x="164" y="320" width="72" height="46" rx="16"/><rect x="262" y="320" width="72" height="46" rx="16"/><rect x="360" y="320" width="72" height="46" rx="16"/><rect x="458" y="320" width="72" height="46" rx="16"/></g>""",
    Kind.LECTURE: """
<rect x="110" y="44" width="420" height="150" rx="8" fill="$deep"/><path d="M150 90h180M150 120h250M150 150h120" stroke="$light" stroke-width="6" stroke-linecap="round" opacity=".8"/>
<circle cx="460" cy="110" r="34" fill="none" stroke="$accent" stroke-width="8"/>
<g fill="$accent"><rect x="90" y="250" width="130" height="16" rx="8"/><rect x="255" y="250" width="130" height="16" rx="8"/><rect x="420" y="250" width="130" height="16" rx="8"/></g>
<g fill="$deep" opacity=".75"><rect x="130" y="280" width="50" height="44" rx="12"/><rect x="295" y="280" width="50" height="44" rx="12"/><rect x="460" y="280" width="50" height="44" rx="12"/></g>
<path d="M104 266v60M206 266v60M269 266v60M371 266v60M434 266v60M536 266v60" stroke="$deep" stroke-width="6"/>""",
    Kind.COURT: """
<path d="M120 190h400l110 170H10z" fill="$accent" opacity=".85"/>
<path d="M150 204h340l84 140H66zM320 204v140" fill="none" stroke="$light" stroke-width="6"/><ellipse cx="320" cy="268" rx="66" ry="27" fill="none" stroke="$light" stroke-width="6"/>
<rect x="200" y="72" width="240" height="62" rx="6" fill="$light"/><path d="M280 72v62M360 72v62" stroke="$floor" stroke-width="6"/>
<path d="M56 76v124M130 76v124M56 92h74M56 114h74M56 136h74M56 158h74M56 180h74" fill="none" stroke="$deep" stroke-width="6" opacity=".75"/>
<rect x="496" y="84" width="96" height="54" rx="6" fill="$deep"/><path d="M520 100v22M568 100v22M544 106v1M544 116v1" stroke="$light" stroke-width="7" stroke-linecap="round"/>
<g fill="$light"><rect x="80" y="30" width="90" height="14" rx="7"/><rect x="275" y="30" width="90" height="14" rx="7"/><rect x="470" y="30" width="90" height="14" rx="7"/></g>
<circle cx="458" cy="306" r="22" fill="$light"/><path d="M437 300q21 14 42 0M458 284v44" fill="none" stroke="$deep" stroke-width="3" opacity=".6"/>""",
    Kind.FIELD: """
<circle cx="520" cy="80" r="38" fill="$accent" opacity=".55"/><path d="M0 210q120-90 240-30t220-40 180 40v180H0z" fill="$accent" opacity=".3"/>
<path d="M0 250q160-50 320-10t320-20v140H0z" fill="$accent" opacity=".75"/>
<g fill="$deep"><rect x="118" y="180" width="12" height="70"/><circle cx="124" cy="158" r="42" opacity=".85"/><rect x="494" y="190" width="12" height="60"/><circle cx="500" cy="170" r="34" opacity=".85"/></g>
<path d="M250 300h150M262 300v30M388 300v30" stroke="$light" stroke-width="10" stroke-linecap="round"/>
<path d="M20 340q300-60 600-6" fill="none" stroke="$light" stroke-width="14" opacity=".7"/>""",
    Kind.STUDIO: """
<rect x="70" y="60" width="170" height="120" rx="8" fill="$light"/><path d="M90 160l44-56 34 34 24-24 34 46z" fill="$accent" opacity=".6"/>
<path d="M400 330l50-250 50 250M420 250h60" fill="none" stroke="$deep" stroke-width="10" stroke-linecap="round"/>
<rect x="370" y="96" width="160" height="130" rx="6" fill="$light"/><circle cx="430" cy="150" r="30" fill="$accent"/><path d="M470 200q-10-50 40-60" fill="none" stroke="$deep" stroke-width="8" stroke-linecap="round"/>
<rect x="80" y="270" width="220" height="18" rx="9" fill="$accent"/><path d="M110 288v56M270 288v56" stroke="$deep" stroke-width="10"/>
<g fill="$deep"><rect x="120" y="230" width="22" height="40" rx="4"/><rect x="156" y="216" width="22" height="54" rx="4" opacity=".7"/><rect x="192" y="238" width="44" height="32" rx="6" opacity=".85"/></g>""",
    Kind.KITCHEN: """
<path d="M180 0v60M320 0v60M460 0v60" stroke="$deep" stroke-width="4"/><path d="M148 96q32-56 64 0zM288 96q32-56 64 0zM428 96q32-56 64 0z" fill="$accent"/>
<rect x="80" y="130" width="480" height="12" rx="6" fill="$deep" opacity=".75"/>
<g fill="$light"><rect x="110" y="98" width="26" height="32" rx="5"/><rect x="500" y="94" width="30" height="36" rx="5"/></g>
<rect x="60" y="236" width="520" height="22" rx="6" fill="$light"/><rect x="76" y="258" width="488" height="102" fill="$accent" opacity=".8"/>
<path d="M240 258v102M400 258v102" stroke="$light" stroke-width="5" opacity=".7"/>
<rect x="130" y="196" width="84" height="40" rx="8" fill="$deep"/><path d="M122 206h100" stroke="$deep" stroke-width="8" stroke-linecap="round"/><path d="M150 180q8-14 0-26M176 180q8-14 0-26M200 180q8-14 0-26" fill="none" stroke="$light" stroke-width="5" stroke-linecap="round"/>
<circle cx="420" cy="222" r="14" fill="$accent"/><circle cx="448" cy="224" r="12" fill="$deep" opacity=".7"/><path d="M390 236h80" stroke="$deep" stroke-width="6" stroke-linecap="round"/>""",
    Kind.EQUIPMENT: WINDOW
    + """
<g fill="none" stroke="$deep" stroke-width="9" stroke-linejoin="round"><path d="M360 120v190M470 120v190M360 230h110M360 150h110v60H360z" fill="$accent"/><path d="M344 250h142M352 272h126M344 250l8 70M486 250l-8 70"/></g>
<rect x="110" y="236" width="170" height="84" rx="10" fill="$deep"/><circle cx="236" cy="278" r="26" fill="$light"/><circle cx="236" cy="278" r="13" fill="$accent"/><path d="M134 260h50M134 280h36" stroke="$light" stroke-width="6" stroke-linecap="round" opacity=".7"/>""",
}

FRAME = Template(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" preserveAspectRatio="xMidYMid slice">'
    '<rect width="640" height="360" fill="$wall"/><path d="M0 236h640v124H0z" fill="$floor"/>$scene</svg>'
)


def draw(kind: str, colouring: int) -> str:
    """An SVG document, 16:9, without text or script."""
    wall, floor, light, accent, deep = PALETTES[colouring % len(PALETTES)]
    colours = {"wall": wall, "floor": floor, "light": light, "accent": accent, "deep": deep}
    return FRAME.substitute(colours, scene=Template(SCENES[kind]).substitute(colours))
