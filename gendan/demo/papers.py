"""Small files that people attach: a drawing, a report, a list."""

from io import BytesIO
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

INK, PAPER, THIN = (43, 55, 70), (255, 255, 255), (138, 149, 163)
NAMES = {
    "png": ("三号线联轴端照片.png", "轴承座安装尺寸.png", "花键磨损.png", "到货外包装.png", "样件装机.png"),
    "pdf": ("硬度检测报告.pdf", "动平衡报告 G6.3.pdf", "技术协议 第二版.pdf", "报价单.pdf", "营业执照.pdf"),
    "txt": ("工况参数.txt", "备件清单.txt", "会议纪要.txt"),
}
NOTES = "转速 {rpm} r/min\n正反转，每天 20 小时\n孔径 φ{d}，键槽按 GB/T 1095\n表面氮化 HV650 以上\n分三批交货\n"


def paper(kind: str, chance: Random) -> SimpleUploadedFile:
    """A file of this kind, as an upload."""
    if kind == "txt":
        content = NOTES.format(rpm=chance.choice((750, 980, 1450)), d=chance.choice((42, 55, 60))).encode()
    else:
        written = BytesIO()
        drawing(chance).save(written, format=kind.upper())
        content = written.getvalue()
    return SimpleUploadedFile(chance.choice(NAMES[kind]), content)


def drawing(chance: Random) -> Image.Image:
    """A flange with its bolt circle and dimension lines, as from a drawing."""
    image = Image.new("RGB", (480, 360), PAPER)
    pen = ImageDraw.Draw(image)
    middle, outer = (200, 180), chance.randint(110, 140)
    for radius in (outer, outer - 26, chance.randint(36, 60)):
        pen.ellipse([middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius], outline=INK, width=2)
    _bolts(pen, middle, outer - 13, count=chance.choice((4, 6, 8)))
    pen.line([middle[0] - 160, middle[1], middle[0] + 160, middle[1]], fill=THIN)
    pen.line([middle[0], 20, middle[0], 340], fill=THIN)
    pen.rectangle([360, 290, 470, 350], outline=INK)
    pen.text((368, 300), f"LC-{chance.randint(1000, 9999)}", fill=INK)
    pen.text((368, 322), f"D{outer * 2}  1:2", fill=INK)
    return image


def _bolts(pen: ImageDraw.ImageDraw, middle: tuple[int, int], radius: int, *, count: int) -> None:
    turns = {4: ((1, 0), (0, 1), (-1, 0), (0, -1)), 6: ((1, 0), (0.5, 0.87), (-0.5, 0.87), (-1, 0), (-0.5, -0.87), (0.5, -0.87))}
    for x, y in (*turns.get(count, turns[4]), *(((0.71, 0.71), (-0.71, 0.71), (-0.71, -0.71), (0.71, -0.71)) if count == 8 else ())):
        at = (middle[0] + x * radius, middle[1] + y * radius)
        pen.ellipse([at[0] - 6, at[1] - 6, at[0] + 6, at[1] + 6], outline=INK, width=2)
