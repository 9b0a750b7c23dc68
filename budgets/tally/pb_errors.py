"""What can be wrong with a .pb file, in words, in both languages of the portal."""

from typing import Any

SENTENCES: dict[str, tuple[str, str]] = {
    "encoding": ("UTF-8 형식의 글자가 아닙니다.", "The text is not UTF-8."),
    "binary": ("글자가 아닌 내용이 들어 있습니다.", "There is something that is not text."),
    "section_twice": ("{section} 부분이 두 번 나옵니다.", "Section {section} appears twice."),
    "section_missing": ("{section} 부분이 없거나 비어 있습니다.", "Section {section} is missing or empty."),
    "incomplete": (
        "{key}은(는) {expected}인데 파일에는 {found}개가 있습니다. 파일이 잘렸는지 확인해 주세요.",
        "{key} says {expected}, but the file holds {found}. Please check whether it was cut off.",
    ),
    "before_meta": ("META 부분보다 앞에 내용이 있습니다.", "There is content before the META section."),
    "quotes": ("따옴표가 제대로 닫히지 않았습니다.", "A quotation mark is not closed properly."),
    "cell_too_long": (
        "한 칸이 {most}자보다 깁니다. 따옴표가 닫혔는지 확인해 주세요.",
        "A cell is longer than {most} characters. Please check whether a quotation mark is not closed.",
    ),
    "empty_lines": (
        "빈 줄이 {most}개보다 많습니다. 파일이 망가지지 않았는지 확인해 주세요.",
        "There are more than {most} empty lines. Please check whether the file is damaged.",
    ),
    "column_missing": (
        "{section} 부분에 {column} 열이 없습니다.",
        "Section {section} has no column {column}.",
    ),
    "too_many_cells": (
        "칸이 {expected}개여야 하는데 {found}개입니다.",
        "There should be {expected} cells, there are {found}.",
    ),
    "meta_twice": ("{key} 항목이 두 번 나옵니다.", "The key {key} appears twice."),
    "meta_missing": ("META 부분에 {key} 항목이 없습니다.", "META has no {key}."),
    "vote_type": ("모르는 투표 방식입니다: {value}", "Unknown vote_type: {value}"),
    "amount": (
        "{column} 값이 0 이상의 올바른 금액이 아닙니다: {value}",
        "{column} is not a valid amount of at least 0: {value}",
    ),
    "amount_digits": (
        "{column} 금액은 숫자 0~9로만 써야 합니다(전각 숫자나 밑줄은 쓸 수 없습니다): {value}",
        "{column} must be written in the digits 0 to 9 only (no other digits, no underscores): {value}",
    ),
    "no_project_id": ("사업 번호(project_id)가 비어 있습니다.", "The project_id is empty."),
    "project_twice": ("사업 번호 {project}이(가) 두 번 나옵니다.", "Project {project} appears twice."),
    "no_voter_id": ("투표자 번호(voter_id)가 비어 있습니다.", "The voter_id is empty."),
    "voter_twice": ("투표자 번호 {voter}이(가) 두 번 나옵니다.", "Voter {voter} appears twice."),
    "choice_twice": (
        "투표자 {voter}이(가) 같은 사업을 두 번 골랐습니다.",
        "Voter {voter} chose the same project twice.",
    ),
    "unknown_project": ("목록에 없는 사업입니다: {project}", "Project {project} is not in the list."),
    "points_length": (
        "점수가 {expected}개여야 하는데 {found}개입니다.",
        "There should be {expected} points, there are {found}.",
    ),
    "points": (
        "점수는 0 이상 999,999,999 이하의 정수여야 합니다: {value}",
        "Points must be whole numbers from 0 to 999,999,999: {value}",
    ),
}


class PbError(ValueError):
    """A broken file: `code` names the fault, `line` is counted from 1 (0 when it is the file as a whole)."""

    def __init__(self, code: str, line: int, params: dict[str, Any]) -> None:
        self.code = code
        self.line = line
        self.params = params
        super().__init__(self.text("en"))

    def text(self, language: str = "ko") -> str:
        korean, english = SENTENCES[self.code]
        if language == "ko":
            place = f"{self.line}번째 줄: " if self.line else ""
            return place + korean.format(**self.params)
        place = f"Line {self.line}: " if self.line else ""
        return place + english.format(**self.params)
