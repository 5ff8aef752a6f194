"""A paper as a scanner gives it: printed, laid a little askew, grey and with specks. Invented, made when needed."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.vanban.files import papers

FONTS = Path("/usr/share/fonts/truetype/croscore")
WIDTH, HEIGHT = 1654, 2339  # A4 at 200 dpi
LEFT = (("HUYỆN ỦY KON RẪY", False), ("BAN CHỈ ĐẠO CUỘC VẬN ĐỘNG", True), ("*", True), ("Số 81-CV/BCĐ", False))
RIGHT = (("ĐẢNG CỘNG SẢN VIỆT NAM", True), ("", False), ("", False), ("Kon Rẫy, ngày 11 tháng 7 năm 2023", False))
SUBJECT = ("Báo cáo nhanh kết quả", "mô hình của Cuộc vận động")
BODY = (
    "Kính gửi: Ban Chỉ đạo Cuộc vận động các xã, thị trấn.",
    "",
    "Để chuẩn bị sơ kết sáu tháng, Ban Chỉ đạo Cuộc vận động huyện đề nghị:",
    "1. Ban Chỉ đạo Cuộc vận động các xã, thị trấn báo cáo kết quả xây dựng mô hình",
    "về Ban Chỉ đạo Cuộc vận động huyện trước ngày 25/7/2023.",
    "2. Ban Chỉ đạo Cuộc vận động các xã, thị trấn tiếp tục tuyên truyền, vận động",
    "đồng bào thay đổi nếp nghĩ, cách làm.",
)
FOOT = (("Nơi nhận:", "TRƯỞNG BAN"), ("- Như trên,", ""), ("- Lưu VT.", ""), ("", "Nguyễn Văn Mẫu"))


def letter(place: Path) -> Path:
    """Write the letter as a PNG of a slightly noisy scan and return where."""
    papers.need("tesseract")
    papers.need_fonts()
    plain, bold = (ImageFont.truetype(str(FONTS / f"Tinos-{name}.ttf"), 38) for name in ("Regular", "Bold"))
    page = Image.new("L", (WIDTH, HEIGHT), 250)
    pen = ImageDraw.Draw(page)
    for line, ((left, left_bold), (right, right_bold)) in enumerate(zip(LEFT, RIGHT, strict=True)):
        pen.text((440, 160 + 54 * line), left, 20, font=bold if left_bold else plain, anchor="ma")
        pen.text((1180, 160 + 54 * line), right, 20, font=bold if right_bold else plain, anchor="ma")
    for line, words in enumerate(SUBJECT):
        pen.text((440, 390 + 50 * line), words, 20, font=plain, anchor="ma")
    for line, words in enumerate(BODY):
        indented = words[:1].isdigit() or line in (0, 2)
        pen.text((270 if indented else 200, 570 + 58 * line), words, 20, font=plain)
    for line, (left, right) in enumerate(FOOT):
        pen.text((200, 1080 + 58 * line), left, 20, font=plain)
        pen.text((1250, 1080 + 58 * line), right, 20, font=bold, anchor="ma")
    made = place / "cong-van-quet.png"
    _scanned(page).save(made)
    return made


def _scanned(page: Image.Image) -> Image.Image:
    askew = page.rotate(0.6, resample=Image.Resampling.BICUBIC, fillcolor=250).filter(ImageFilter.GaussianBlur(0.6))
    chance = random.Random(81)
    for _ in range(1500):
        askew.putpixel((chance.randrange(WIDTH), chance.randrange(HEIGHT)), chance.randrange(90, 200))
    return askew
