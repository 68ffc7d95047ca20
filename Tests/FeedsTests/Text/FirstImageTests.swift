import Feeds
import Testing

@Suite struct FirstImageTests {
    private func first(_ markup: String) -> String? {
        HTMLFragment.firstImage(in: markup, base: "https://example.org/blog/post")?.url
    }

    @Test func findsTheFirstPictureWithItsDescription() {
        let image = HTMLFragment.firstImage(
            in: "<p>x</p><IMG alt=' A  &amp; B ' SRC=\"a.jpg?x=1&amp;y=2\"><img src=b.jpg>",
            base: "https://example.org/blog/post"
        )
        #expect(image?.url == "https://example.org/blog/a.jpg?x=1&y=2")
        #expect(image?.alt == "A & B")
        #expect(HTMLFragment.firstImage(in: "<img src='http://a/b'>", base: nil)?.alt == nil)
    }

    @Test(
        arguments: [
            "<img src='https://a/p.gif' width=1 height=1>", "<img src='https://a/p.gif' height='0'>",
            "<img src='http://feeds.feedburner.com/~r/x/~4/y'>", "<img src='https://pixel.wp.com/b.gif?x'>",
            "<img src='https://stats.wordpress.com/b.gif'>", "<img src='https://ad.doubleclick.net/x.jpg'>",
            "<img src='/images/Spacer.gif'>", "<img src='https://s.w.org/images/core/emoji/1/72x72/1f600.png'>",
            "<img src='data:image/gif;base64,R0lGOD'>", "<img src=''>", "<img>", "<img src='javascript:alert(1)'>",
            "<!-- <img src='https://a/x.jpg'> -->", "<script>'<img src=https://a/x.jpg>'</script>", "<p>no picture</p>",
        ]
    )
    func passesOverWhatNobodySees(_ markup: String) {
        #expect(first(markup) == nil)
        #expect(first(markup + "<img src=real.jpg>") == "https://example.org/blog/real.jpg")
    }

    @Test func looksWhereLazyLoadersKeepThePicture() {
        #expect(first("<img src='data:image/gif;base64,x' data-src='/r.jpg'>") == "https://example.org/r.jpg")
        #expect(first("<img data-lazy-src='/r.jpg' src='/blank.gif'>") == "https://example.org/r.jpg")
        #expect(first("<img srcset='/s.jpg 300w, /l.jpg 900w'>") == "https://example.org/l.jpg")
        #expect(first("<img srcset='/s.jpg, /l.jpg 2x'>") == "https://example.org/l.jpg")
        #expect(first("<noscript><img src='/r.jpg'></noscript>") == "https://example.org/r.jpg")
        #expect(first("<img src='/a.jpg' srcset='/l.jpg 900w'>") == "https://example.org/a.jpg")
    }
}
