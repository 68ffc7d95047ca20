#!/usr/bin/env python3
"""Makes the pictures beside it: 6 by 4 pixels, and all that programs and cameras write into a file besides.

Needs Pillow and piexif from PyPI; those that are here came from Pillow 13.0.0 and piexif 1.1.3.
"""

import io
import os

import piexif
from PIL import Image, ImageCms, PngImagePlugin

FOLDER = os.path.dirname(os.path.abspath(__file__))
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="Ana Author"/></rdf:RDF></x:xmpmeta>'
)
ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def picture(mode="RGB", size=(6, 4)):
    image = Image.new(mode, size)
    for x in range(size[0]):
        for y in range(size[1]):
            image.putpixel((x, y), (40 * x, 60 * y, 120, 200)[: len(mode)])
    return image


def photograph():
    """Exif data of a camera that lay on its side, with a small picture and a place: 46°12' N, 6°9' E."""
    small = io.BytesIO()
    picture(size=(8, 8)).save(small, "jpeg", quality=10)
    return piexif.dump(
        {
            "0th": {
                piexif.ImageIFD.Make: b"Fabrikant",
                piexif.ImageIFD.Orientation: 6,
                piexif.ImageIFD.Artist: b"Ana Author",
            },
            "Exif": {piexif.ExifIFD.BodySerialNumber: b"SN-12345"},
            "GPS": {
                piexif.GPSIFD.GPSLatitudeRef: b"N",
                piexif.GPSIFD.GPSLatitude: ((46, 1), (12, 1), (0, 1)),
                piexif.GPSIFD.GPSLongitudeRef: b"E",
                piexif.GPSIFD.GPSLongitude: ((6, 1), (9, 1), (0, 1)),
            },
            "1st": {piexif.ImageIFD.Compression: 6},
            "thumbnail": small.getvalue(),
        }
    )


def save(image, name, **options):
    image.save(os.path.join(FOLDER, name), **options)


exif = photograph()
comment = b"by Ana Author"
texts = PngImagePlugin.PngInfo()
texts.add_text("Author", "Ana Author")
texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
texts.add_text("Comment", comment.decode(), zip=True)

save(picture(), "turned.jpg", quality=80, exif=exif, icc_profile=ICC, comment=comment, xmp=XMP, dpi=(72, 72))
save(picture(), "progressive.jpg", quality=80, progressive=True, comment=comment)
save(picture("CMYK"), "cmyk.jpg", quality=80)
save(picture("RGBA"), "named.png", pnginfo=texts, exif=exif[6:], icc_profile=ICC, dpi=(72, 72))
save(picture().quantize(8), "palette.png", transparency=0)
save(picture(), "lossy.webp", quality=60)
save(picture("RGBA"), "lossless.webp", lossless=True)
save(picture("RGBA"), "named.webp", quality=60, exif=exif, icc_profile=ICC, xmp=XMP)

frames = [picture("RGBA"), picture("RGBA").transpose(Image.Transpose.FLIP_LEFT_RIGHT)]
moving = {"save_all": True, "duration": 100, "loop": 0}
save(frames[0], "moving.png", append_images=frames[1:], pnginfo=texts, **moving)
save(frames[0], "moving.webp", append_images=frames[1:], exif=exif, xmp=XMP, **moving)
flat = [frame.convert("RGB").quantize(8) for frame in frames]
save(flat[0], "moving.gif", append_images=flat[1:], comment=comment, **moving)
