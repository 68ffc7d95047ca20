"""Feeds that look like the ones out there: RSS and Atom in turn, accents and CJK, about 36 KB each.

Every byte follows from a seed, the number of the feed and a few words on what its publisher has done to it since.
"""

import dataclasses
import datetime
import email.utils
import os
import random
from html import escape

TONGUES = {
    "fr": "l’aide d’urgence après le séisme à Mayotte réfugiés santé école forêt côtière protégée d’été où reçoit "
    "première équipe médicale déployée près du fleuve Congo enfants œuvre vaccination élèves théâtre",
    "en": "aid workers reach flooded villages as the river recedes and schools reopen for thousands of children "
    "after a storm researchers publish open data on clean water health forest climate rights",
    "es": "la niñez y el agua potable en América Latina según un informe más de mil años después señala que los "
    "jóvenes también están al día con la educación pública campaña corazón",
    "de": "Hilfsgüter erreichen das Überschwemmungsgebiet während Ärzte für größere Städte Übungen veröffentlichen "
    "Gemeinschaft fördert Bäume Flüsse Schüler spüren Wärme über Grenzen hinaus",
    "pl": "pomoc dla uchodźców żywność i leki dotarły do szpitala między łąką a rzeką źródło wody dzieci wróciły",
    "ja": "被災地への 支援 物資が 届き 避難所で 子どもたちの 学校が 再開 医療 チームは 森林 保護と 人権を 訴える 国際 会議 報告",
    "zh": "救援 队伍 抵达 洪水 灾区 儿童 重返 学校 医疗 志愿者 发布 清洁 饮水 报告 气候 变化 森林 保护 人权 组织",
    "ar": "وصلت فرق الإغاثة إلى القرى المتضررة بعد الفيضانات وعاد الأطفال إلى المدارس حقوق الإنسان والصحة والمياه",
}
TAGS = ["urgence", "économie", "health", "人権", "climat", "éducation", "press", "water & food", "Außenpolitik", "science"]


@dataclasses.dataclass(frozen=True)
class History:
    """What publishers have done to their feeds since the first time."""

    items: int = 20
    added: int = 0
    https: bool = False
    new_guids: bool = False
    reordered: bool = False
    redated: bool = False
    edited: bool = False


@dataclasses.dataclass(frozen=True)
class Corpus:
    """`epoch` is the date of each feed's newest item before any is added; the others are six hours apart."""

    seed: int
    epoch: datetime.datetime
    paragraphs: int = 3

    def name(self, feed):
        return f"{feed:05}.{'atom' if feed % 2 else 'rss'}"

    def guid(self, feed, item, history=History()):
        """A third are links, a third tag URIs, a third what a content system made up."""
        if history.new_guids:
            return f"urn:reborn:{feed}:{item}"
        if item % 3 == 0:
            return self.link(feed, item, history)
        return f"tag:site{feed}.example.org,2026:{item}" if item % 3 == 1 else f"{feed * 7919 + item} at cms"

    def link(self, feed, item, history=History()):
        return f"http{'s' if history.https else ''}://site{feed}.example.org/2026/{item}-article.html"

    def numbers(self, feed, history=History()):
        """The items' numbers in the order of the document. Older ones are lower; the newest of the first time is 0."""
        numbers = list(range(history.added, -history.items, -1))
        if history.reordered:
            random.Random(f"{self.seed}/{feed}/order").shuffle(numbers)
        return numbers

    def date(self, item, history=History()):
        step = datetime.timedelta(minutes=item) if item > 0 else datetime.timedelta(hours=6 * item)
        shift = datetime.timedelta(hours=3) if history.redated else datetime.timedelta()
        return self.epoch + step + shift

    def document(self, feed, history=History()):
        rows = [self._item(feed, item, history) for item in self.numbers(feed, history)]
        tongue = self._tongue(feed)
        head = {
            "title": f"Site {feed} · {TONGUES[tongue].split()[0]}",
            "home": f"http{'s' if history.https else ''}://site{feed}.example.org/",
            "tongue": tongue,
            "updated": max(row["date"] for row in rows),
        }
        return (atom if feed % 2 else rss)(head, rows).encode()

    def write(self, folder, feeds, history=History(), modified=None):
        """Each file is replaced in one step, so that a server sends the old or the new one."""
        os.makedirs(folder, exist_ok=True)
        for feed in feeds:
            path = os.path.join(folder, self.name(feed))
            with open(path + ".new", "wb") as file:
                file.write(self.document(feed, history))
            if modified:
                os.utime(path + ".new", (modified.timestamp(), modified.timestamp()))
            os.rename(path + ".new", path)

    def _tongue(self, feed):
        return list(TONGUES)[feed % len(TONGUES)]

    def _item(self, feed, item, history):
        dice = random.Random(f"{self.seed}/{feed}/{item}")
        tongue = self._tongue(feed)
        words = TONGUES[tongue].split()
        space = "" if tongue in ("ja", "zh") else " "

        def phrase(count):
            return space.join(dice.choices(words, k=count))

        title = f"{phrase(dice.randint(4, 12))} {feed}/{item}"
        body = "".join(
            f"<p>{escape(phrase(29))} <a href=\"/2026/{item}-{number}.html\">{escape(phrase(4))}</a> "
            f"&amp; <em>{escape(phrase(10))}</em>.</p>\n"
            for number in range(self.paragraphs)
        )
        edit = " (rev. 2)" if history.edited else ""
        return {
            "title": title + edit,
            "link": self.link(feed, item, history),
            "guid": self.guid(feed, item, history),
            "date": self.date(item, history),
            "author": dice.choice(["Zoë Müller", "Łukasz Żak", "山田 花子", "Rédaction", "Amina صالح"]),
            "tags": dice.sample(TAGS, 2),
            "summary": phrase(20) + edit,
            "body": body + (f"<p>{escape(phrase(8))}</p>" if history.edited else ""),
        }


def rss(head, rows):
    items = "".join(
        f"""
    <item>
      <title>{escape(row["title"])}</title>
      <link>{row["link"]}</link>
      <guid isPermaLink="{"true" if row["guid"] == row["link"] else "false"}">{row["guid"]}</guid>
      <pubDate>{email.utils.format_datetime(row["date"])}</pubDate>
      <dc:creator>{row["author"]}</dc:creator>
      {"".join(f"<category>{escape(tag)}</category>" for tag in row["tags"])}
      <description>{escape(row["summary"])}</description>
      <content:encoded><![CDATA[{row["body"]}]]></content:encoded>
    </item>"""
        for row in rows
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel>
    <title>{head["title"]}</title>
    <link>{head["home"]}</link>
    <description>Feed</description>
    <language>{head["tongue"]}</language>
    <lastBuildDate>{email.utils.format_datetime(head["updated"])}</lastBuildDate>{items}
  </channel>
</rss>
"""


def atom(head, rows):
    entries = "".join(
        f"""
  <entry>
    <title type="html">{escape(escape(row["title"]))}</title>
    <link rel="alternate" type="text/html" href="{row["link"]}"/>
    <id>{row["guid"]}</id>
    <published>{row["date"].isoformat()}</published>
    <updated>{row["date"].isoformat()}</updated>
    <author><name>{row["author"]}</name></author>
    {"".join(f'<category term="{escape(tag)}"/>' for tag in row["tags"])}
    <summary>{escape(row["summary"])}</summary>
    <content type="html">{escape(row["body"])}</content>
  </entry>"""
        for row in rows
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{head["tongue"]}">
  <title>{head["title"]}</title>
  <link rel="alternate" href="{head["home"]}"/>
  <id>{head["home"]}</id>
  <updated>{head["updated"].isoformat()}</updated>{entries}
</feed>
"""
