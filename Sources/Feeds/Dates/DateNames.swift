/// The names that occur in the dates of feeds, in lower case.
enum DateNames {
    static let english: Set<String> = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// A language a line, January to December; other forms of a name stand behind a bar.
    ///
    /// Where languages disagree the larger one has it: Polish `lip` (July) over Croatian, `listopada` is November.
    static let months = """
        siječanj|siječnja veljača|veljače ožujak|ožujka travanj|travnja svibanj|svibnja lipanj|lipnja \
        srpanj|srpnja kolovoz|kolovoza rujan|rujna listopad studeni|studenog|studenoga prosinac|prosinca
        january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept \
        october|oct november|nov december|dec
        janurary|janaury febuary|febrary marh apirl mayy jue jully agust|augst setp|septmber ocotber|octber \
        novemeber|novmber decemeber|decmber
        januar|jänner|jän|jaenner februar|feber märz|mrz|maerz|mär april mai juni juli august september \
        oktober|okt november dezember|dez
        janvier|janv février|fevrier|févr|fevr|fév|fev mars avril|avr mai juin juillet|juil août|aout|aoû|aou \
        septembre octobre novembre décembre|decembre|déc
        enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre|set octubre noviembre \
        diciembre|dic
        gennaio|gen febbraio|febb marzo aprile maggio|mag giugno|giu luglio|lug agosto|ag settembre|sett \
        ottobre|ott novembre dicembre
        janeiro fevereiro|fev março|marco abril maio|mai junho julho agosto setembro outubro|out novembro dezembro
        xaneiro|xan febreiro marzo abril maio xuño|xuñ xullo|xul agosto setembro outubro novembro decembro
        gener febrer març|marc abril maig juny juliol agost|ag setembre|set octubre|oct novembre desembre|des
        ianuarie|ian februarie martie aprilie|apr mai iunie|iun iulie|iul august septembrie octombrie \
        noiembrie|noi|noe decembrie
        januari februari maart|mrt april mei juni juli augustus september oktober november december
        januari februari maret april mei juni juli agustus|agu|agt|ogos september oktober november \
        desember|des|disember|dis
        januar februar marts april maj juni juli august september oktober november december
        januari februari mars april maj juni juli augusti september oktober november december
        januar februar mars april mai juni juli august september oktober november desember|des
        janúar febrúar|febrúar mars apríl maí júní júlí ágúst|ágú september október|okt nóvember|nóv desember|des
        tammikuuta|tammikuu|tammi helmikuuta|helmikuu|helmi maaliskuuta|maaliskuu|maalis \
        huhtikuuta|huhtikuu|huhti toukokuuta|toukokuu|touko kesäkuuta|kesäkuu|kesä heinäkuuta|heinäkuu|heinä \
        elokuuta|elokuu|elo syyskuuta|syyskuu|syys lokakuuta|lokakuu|loka marraskuuta|marraskuu|marras \
        joulukuuta|joulukuu|joulu
        jaanuar veebruar|veebr märts aprill mai juuni juuli august september oktoober november detsember|dets
        janvāris|janvārī februāris|februārī marts|martā aprīlis|aprīlī maijs|maijā jūnijs|jūnijā jūlijs|jūlijā \
        augusts|augustā septembris|septembrī oktobris|oktobrī novembris|novembrī decembris|decembrī
        sausio|sausis vasario|vasaris kovo|kovas balandžio|balandis gegužės|gegužė birželio|birželis \
        liepos|liepa rugpjūčio|rugpjūtis rugsėjo|rugsėjis spalio|spalis lapkričio|lapkritis gruodžio|gruodis
        stycznia|styczeń|sty lutego|luty|lut marca|marzec kwietnia|kwiecień|kwi maja|maj czerwca|czerwiec|cze \
        lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz października|październik|paź|paz \
        listopada|listopad|lis grudnia|grudzień|gru
        ledna|leden|led února|únor|úno března|březen|bře dubna|duben|dub května|květen|kvě června|červen|čvn \
        července|červenec|čvc srpna|srpen|srp září|zář října|říjen|říj listopadu|lis prosince|prosinec|pro
        januára|január februára|február marca|marec apríla|apríl mája|máj júna|jún júla|júl augusta septembra \
        októbra|október novembra decembra
        januarja februarja marca aprila maja junija|junij julija|julij avgusta|avgust|avg septembra oktobra \
        novembra decembra
        január|jan február|febr március|márc|már április|ápr május|máj június|jún július|júl augusztus|aug \
        szeptember|szept|szep október|okt november december
        ocak|oca şubat|şub mart nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas \
        aralık|ara
        января|январь|янв февраля|февраль|фев|февр марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн \
        июля|июль|июл августа|август|авг сентября|сентябрь|сен|сент октября|октябрь|окт ноября|ноябрь|ноя|нояб \
        декабря|декабрь|дек
        січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|квіт|кві травня|травень|трав|тра \
        червня|червень|черв|чер липня|липень|лип серпня|серпень|серп|сер вересня|вересень|вер \
        жовтня|жовтень|жовт|жов листопада|листопад|лист|лис грудня|грудень|груд|гру
        студзеня|студзень лютага|люты сакавіка|сакавік красавіка|красавік мая|май чэрвеня|чэрвень ліпеня|ліпень \
        жніўня|жнівень верасня|верасень кастрычніка|кастрычнік лістапада|лістапад снежня|снежань
        януари|ян февруари март април|апр май юни юли август септември|септ октомври ноември декември
        јануар|јан фебруар|феб март|мар април|апр мај јун јул август|авг септембар|сеп октобар|окт новембар|нов \
        децембар|дец
        ιανουαρίου|ιανουάριος|ιαν|ιανουαριου φεβρουαρίου|φεβρουάριος|φεβ|φεβρουαριου \
        μαρτίου|μάρτιος|μαρ|μάρ|μάώ|μαρτιου απριλίου|απρίλιος|απρ|απριλιου \
        μαΐου|μάιος|μαΐ|μάι|μαι|μαϊ|μαΐος|μαιου ιουνίου|ιούνιος|ιουν|ιούν|ιον|ιουνιου \
        ιουλίου|ιούλιος|ιουλ|ιούλ|ιολ|ιουλιου αυγούστου|αύγουστος|αυγ|αύγ|αυγουστου \
        σεπτεμβρίου|σεπτέμβριος|σεπ|σεπτ|σεπτεμβριου οκτωβρίου|οκτώβριος|οκτ|οκτωβριου \
        νοεμβρίου|νοέμβριος|νοε|νοέ|νοεμβριου δεκεμβρίου|δεκέμβριος|δεκ|δεκεμβριου
        一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月
        يناير فبراير مارس أبريل|ابريل مايو يونيو|يونية يوليو|يولية أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر
        ינואר|בינואר פברואר|בפברואר מרץ|במרץ אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט \
        ספטמבר|בספטמבר אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר
        जनवरी फ़रवरी|फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर
        """

    /// Hours east of UTC. Of zones that share a name the one with more feeds has it: IST is India, CST is Chicago.
    static let zones: KeyValuePairs<String, Double> = [
        "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "zulu": 0, "greenwich": 0, "british": 0,
        "bst": 1, "cet": 1, "met": 1, "mez": 1, "wat": 1, "west": 1, "european": 1,
        "cest": 2, "mest": 2, "mesz": 2, "eet": 2, "cat": 2, "sast": 2, "cedt": 2,
        "msk": 3, "eest": 3, "eat": 3, "trt": 3, "fet": 3, "idt": 3, "arabian": 3,
        "irst": 3.5, "msd": 4, "gst": 4, "samt": 4, "azt": 4, "get": 4, "irdt": 4.5, "aft": 4.5,
        "pkt": 5, "uzt": 5, "yekt": 5, "ist": 5.5, "npt": 5.75, "bdt": 6, "omst": 6, "mmt": 6.5,
        "ict": 7, "wib": 7, "krat": 7, "novt": 7, "hovt": 7,
        "hkt": 8, "sgt": 8, "pht": 8, "myt": 8, "awst": 8, "wita": 8, "irkt": 8, "ulat": 8,
        "jst": 9, "kst": 9, "wit": 9, "yakt": 9, "japan": 9, "acst": 9.5, "aest": 10, "vlat": 10, "chst": 10,
        "acdt": 10.5, "aedt": 11, "magt": 11, "sakt": 11, "nzst": 12, "fjt": 12, "pett": 12, "nzdt": 13,
        "azot": -1, "cvt": -1, "brst": -2, "fnt": -2, "ndt": -2.5, "nst": -3.5,
        "brt": -3, "art": -3, "adt": -3, "clst": -3, "uyt": -3, "gft": -3, "srt": -3,
        "ast": -4, "at": -4, "edt": -4, "clt": -4, "bot": -4, "vet": -4, "gyt": -4, "pyt": -4, "atlantic": -4,
        "est": -5, "et": -5, "cdt": -5, "cot": -5, "pet": -5, "ect": -5, "eastern": -5,
        "cst": -6, "ct": -6, "mdt": -6, "galt": -6, "central": -6,
        "mst": -7, "mt": -7, "pdt": -7, "mountain": -7,
        "pst": -8, "pt": -8, "akdt": -8, "pacific": -8, "akst": -9, "hdt": -9, "alaska": -9,
        "hst": -10, "hawaii": -10, "sst": -11,
    ]

    static let mornings = ["am", "午前", "上午", "오전", "凌晨", "早上", "πμ", "sáng"]
    static let afternoons = ["pm", "午後", "下午", "오후", "晚上", "μμ", "chiều"]

    /// Without these a weekday would count as a stranger, and French `mardi` as a misspelt March.
    static let known = """
        mon tue tues wed weds thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday
        sunday lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado
        domingo martedì martedi marți mardì montag dienstag mittwoch donnerstag freitag samstag sonnabend
        sonntag mo di mi do fr sa so lun mer jeu ven sam dim mié jue vie sáb dom st nd rd th er de del den der
        du le el of the on uhr time standard mean std local
        """
}
