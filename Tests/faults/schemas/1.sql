PRAGMA application_id = 1178944836;
BEGIN TRANSACTION;
CREATE TABLE delivery (
          id INTEGER PRIMARY KEY,
          post_id INTEGER NOT NULL REFERENCES post (id),
          destination_id INTEGER NOT NULL REFERENCES destination (id),
          key TEXT NOT NULL UNIQUE,
          state TEXT NOT NULL CHECK (state IN ('pending', 'in-flight', 'delivered', 'dead', 'skipped')),
          attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
          next_at INTEGER NOT NULL,
          first_attempt_at INTEGER,
          last_attempt_at INTEGER,
          remote_id TEXT,
          remote_url TEXT,
          failure TEXT,
          UNIQUE (post_id, destination_id)
        ) STRICT;
CREATE TABLE destination (
          id INTEGER PRIMARY KEY,
          kind TEXT NOT NULL,
          name TEXT NOT NULL UNIQUE,
          hold_until INTEGER NOT NULL DEFAULT 0
        ) STRICT;
CREATE TABLE feed (
          id INTEGER PRIMARY KEY,
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          identity TEXT NOT NULL UNIQUE,
          url TEXT NOT NULL UNIQUE,
          fetch_url TEXT NOT NULL,
          host TEXT NOT NULL,
          state TEXT NOT NULL CHECK (state = 'active' OR state = 'paused' OR state = 'gone'),
          is_declared INTEGER NOT NULL CHECK (is_declared IN (0, 1)),
          title TEXT,
          site_url TEXT,
          language TEXT,
          etag TEXT,
          last_modified TEXT,
          body_hash BLOB CHECK (body_hash IS NULL OR length(body_hash) = 32),
          renewed_at INTEGER,
          is_primed INTEGER NOT NULL DEFAULT 0 CHECK (is_primed IN (0, 1)),
          next_poll_at INTEGER NOT NULL,
          last_attempt_at INTEGER NOT NULL DEFAULT 0,
          last_success_at INTEGER,
          last_new_item_at INTEGER,
          failure_kind TEXT,
          failure_detail TEXT,
          failure_count INTEGER CHECK (failure_count > 0),
          failure_since INTEGER,
          move_target TEXT,
          move_since INTEGER,
          move_count INTEGER CHECK (move_count > 0),
          declared_interval INTEGER NOT NULL CHECK (declared_interval > 0),
          asked_interval INTEGER NOT NULL DEFAULT 0 CHECK (asked_interval >= 0),
          interval INTEGER NOT NULL CHECK (interval > 0),
          skip_hours INTEGER NOT NULL DEFAULT 0 CHECK (skip_hours BETWEEN 0 AND 16777215),
          skip_days INTEGER NOT NULL DEFAULT 0 CHECK (skip_days BETWEEN 0 AND 255),
          CHECK ((failure_kind IS NULL) = (failure_count IS NULL)),
          CHECK ((failure_kind IS NULL) = (failure_detail IS NULL)),
          CHECK ((failure_kind IS NULL) = (failure_since IS NULL)),
          CHECK ((move_target IS NULL) = (move_count IS NULL)),
          CHECK ((move_target IS NULL) = (move_since IS NULL))
        ) STRICT;
INSERT INTO "feed" VALUES(1,1,'{FOLDER}/00000.rss','{FOLDER}/00000.rss','{FOLDER}/00000.rss','','active',1,'Site 0 · l’aide','http://site0.example.org/','fr',NULL,'1795437707.734894',X'5C067C447368B9D4DEDE05D4D60E983DF613D7170A1AFAFDFE3A8E6CC39024CC',1795437707851,1,1795437708928,1795437707843,1795437707851,1795437707851,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1000,0,1000,0,0);
INSERT INTO "feed" VALUES(2,1,'{FOLDER}/00001.atom','{FOLDER}/00001.atom','{FOLDER}/00001.atom','','active',1,'Site 1 · aid','http://site1.example.org/','en',NULL,'1795437707.7350175',X'70F7238C82938F62899CB6A4959E6BF0A2A276D4562CCDD83595F82E4FABFFBD',1795437707851,1,1795437708940,1795437707843,1795437707851,1795437707851,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1000,0,1000,0,0);
INSERT INTO "feed" VALUES(3,1,'{FOLDER}/00002.rss','{FOLDER}/00002.rss','{FOLDER}/00002.rss','','active',1,'Site 2 · la','http://site2.example.org/','es',NULL,'1795437707.7353802',X'0E2CD1905B847E8FEF25AB256822DD62532A821B44C80329ECEBF9D9B5B15F4B',1795437707859,1,1795437708892,1795437707843,1795437707859,1795437707859,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1000,0,1000,0,0);
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO "grdb_migrations" VALUES('1 timeline');
CREATE TABLE host (
          name TEXT PRIMARY KEY CHECK (name <> ''),
          hold_until INTEGER NOT NULL DEFAULT 0,
          next_slot INTEGER NOT NULL DEFAULT 0
        ) STRICT, WITHOUT ROWID;
CREATE TABLE item (
          id INTEGER PRIMARY KEY,
          feed_id INTEGER NOT NULL REFERENCES feed (id),
          decision TEXT NOT NULL CHECK (
            decision = 'baseline' OR decision = 'posted' OR decision = 'duplicate' OR decision = 'filtered' OR
            decision = 'capped' OR decision = 'held' OR decision = 'too-old' OR decision = 'refused'),
          post_id INTEGER REFERENCES post (id),
          first_seen_at INTEGER NOT NULL,
          decided_at INTEGER,
          published_at INTEGER,
          due_at INTEGER,
          guid TEXT,
          url TEXT,
          title TEXT,
          reason TEXT NOT NULL,
          draft BLOB,
          CHECK ((decision = 'posted') = (post_id IS NOT NULL)),
          CHECK ((due_at IS NULL AND draft IS NULL) OR decision IN ('capped', 'held'))
        ) STRICT;
INSERT INTO "item" VALUES(1,1,'posted',117665805621723136,1795437707851,NULL,1795351307000,NULL,'tag:site0.example.org,2026:-2','http://site0.example.org/2026/-2-article.html','reçoit d’urgence d’été santé séisme réfugiés Congo école près du fleuve 0/-2','it is new',NULL);
INSERT INTO "item" VALUES(2,1,'posted',117665805621723137,1795437707851,NULL,1795372907000,NULL,'-1 at cms','http://site0.example.org/2026/-1-article.html','médicale séisme médicale près réfugiés élèves forêt 0/-1','it is new',NULL);
INSERT INTO "item" VALUES(3,1,'posted',117665805621723138,1795437707851,NULL,1795394507000,NULL,NULL,'http://site0.example.org/2026/0-article.html','fleuve enfants première Mayotte médicale fleuve d’été 0/0','it is new',NULL);
INSERT INTO "item" VALUES(4,3,'posted',117665805622247424,1795437707859,NULL,1795351307000,NULL,'tag:site2.example.org,2026:-2','http://site2.example.org/2026/-2-article.html','niñez también campaña campaña jóvenes y informe la años corazón jóvenes años 2/-2','it is new',NULL);
INSERT INTO "item" VALUES(5,3,'posted',117665805622247425,1795437707859,NULL,1795372907000,NULL,'15837 at cms','http://site2.example.org/2026/-1-article.html','campaña el día jóvenes años 2/-1','it is new',NULL);
INSERT INTO "item" VALUES(6,3,'posted',117665805622247426,1795437707859,NULL,1795394507000,NULL,NULL,'http://site2.example.org/2026/0-article.html','la educación y años campaña señala agua de un agua 2/0','it is new',NULL);
INSERT INTO "item" VALUES(7,2,'posted',117665805622247427,1795437707851,NULL,1795351307000,NULL,'tag:site1.example.org,2026:-2','http://site1.example.org/2026/-2-article.html','schools for as recedes storm recedes climate for rights river 1/-2','it is new',NULL);
INSERT INTO "item" VALUES(8,2,'posted',117665805622247428,1795437707851,NULL,1795372907000,NULL,'7918 at cms','http://site1.example.org/2026/-1-article.html','on schools and a on children the health on reach recedes 1/-1','it is new',NULL);
INSERT INTO "item" VALUES(9,2,'posted',117665805622247429,1795437707851,NULL,1795394507000,NULL,NULL,'http://site1.example.org/2026/0-article.html','after researchers open data rights storm children climate forest 1/0','it is new',NULL);
CREATE TABLE item_alias (
          feed_id INTEGER NOT NULL,
          kind INTEGER NOT NULL,
          hash_high INTEGER NOT NULL,
          hash_low INTEGER NOT NULL,
          item_id INTEGER NOT NULL REFERENCES item (id),
          PRIMARY KEY (feed_id, kind, hash_high, hash_low)
        ) STRICT, WITHOUT ROWID;
INSERT INTO "item_alias" VALUES(1,1,-471619246665539365,6548630661126644573,2);
INSERT INTO "item_alias" VALUES(1,1,2081555603699915061,8573803549569361753,1);
INSERT INTO "item_alias" VALUES(1,1,3136923006759498816,-3722796988409621594,3);
INSERT INTO "item_alias" VALUES(1,2,-7072565247095557469,-4424667034268932967,2);
INSERT INTO "item_alias" VALUES(1,2,4720134412721327992,-4341154306841254838,1);
INSERT INTO "item_alias" VALUES(1,2,5090190472733895277,6396859877552749256,3);
INSERT INTO "item_alias" VALUES(1,3,3136923006759498816,-3722796988409621594,3);
INSERT INTO "item_alias" VALUES(1,3,8305350713874160722,805419717112782117,1);
INSERT INTO "item_alias" VALUES(1,3,8608897439850083024,-2475531184707704565,2);
INSERT INTO "item_alias" VALUES(1,4,-3749861669103571832,4301789308169991617,1);
INSERT INTO "item_alias" VALUES(1,4,5047889765511278330,-7060204782927549196,3);
INSERT INTO "item_alias" VALUES(1,4,5661078723077249741,5853851046558068961,2);
INSERT INTO "item_alias" VALUES(1,5,-6131824291771268453,3860501292145647806,1);
INSERT INTO "item_alias" VALUES(1,5,-5031595767191371392,554417763059827811,2);
INSERT INTO "item_alias" VALUES(1,5,5912916051767356069,7599164617270974874,3);
INSERT INTO "item_alias" VALUES(2,1,1177541289377818499,-5650359194937919671,8);
INSERT INTO "item_alias" VALUES(2,1,4832443635820823759,3082248416000328127,9);
INSERT INTO "item_alias" VALUES(2,1,8272086517761350532,-6376287299412706342,7);
INSERT INTO "item_alias" VALUES(2,2,-7072565247095557469,-4424667034268932967,8);
INSERT INTO "item_alias" VALUES(2,2,4720134412721327992,-4341154306841254838,7);
INSERT INTO "item_alias" VALUES(2,2,5090190472733895277,6396859877552749256,9);
INSERT INTO "item_alias" VALUES(2,3,-7029919339574701163,-2596834907831943162,7);
INSERT INTO "item_alias" VALUES(2,3,-4786934098952204389,-7556154537801936751,8);
INSERT INTO "item_alias" VALUES(2,3,4832443635820823759,3082248416000328127,9);
INSERT INTO "item_alias" VALUES(2,4,-5283482184415130263,2969373291009965076,9);
INSERT INTO "item_alias" VALUES(2,4,-2089390457065521943,-2317097380632176807,8);
INSERT INTO "item_alias" VALUES(2,4,3622252386951677085,862752469185687528,7);
INSERT INTO "item_alias" VALUES(2,5,-498250176211356013,8639452087126326655,8);
INSERT INTO "item_alias" VALUES(2,5,3693995740337109314,-6789962645164416732,7);
INSERT INTO "item_alias" VALUES(2,5,4650047040615139828,3003656765920838497,9);
INSERT INTO "item_alias" VALUES(3,1,-8817018557363630143,-2726048412976339351,4);
INSERT INTO "item_alias" VALUES(3,1,1213829355199161495,-6303771106505112314,5);
INSERT INTO "item_alias" VALUES(3,1,8491191169137319422,4900906630924804258,6);
INSERT INTO "item_alias" VALUES(3,2,-7072565247095557469,-4424667034268932967,5);
INSERT INTO "item_alias" VALUES(3,2,4720134412721327992,-4341154306841254838,4);
INSERT INTO "item_alias" VALUES(3,2,5090190472733895277,6396859877552749256,6);
INSERT INTO "item_alias" VALUES(3,3,-7910711500623092448,-2883674048206427317,4);
INSERT INTO "item_alias" VALUES(3,3,-1647080528453064301,504599132725903748,5);
INSERT INTO "item_alias" VALUES(3,3,8491191169137319422,4900906630924804258,6);
INSERT INTO "item_alias" VALUES(3,4,-7294561539230277630,869446563199908868,4);
INSERT INTO "item_alias" VALUES(3,4,1806266568158843904,7782519971545704243,6);
INSERT INTO "item_alias" VALUES(3,4,8218560645330756795,-713255658301969822,5);
INSERT INTO "item_alias" VALUES(3,5,-8566877704039968510,236876510748560011,5);
INSERT INTO "item_alias" VALUES(3,5,-3609136705355950457,6473184057747215136,4);
INSERT INTO "item_alias" VALUES(3,5,7706221041181383703,6576982277157341273,6);
CREATE TABLE post (
          id INTEGER PRIMARY KEY,
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          item_id INTEGER UNIQUE REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED,
          text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
          link TEXT,
          link_high INTEGER,
          link_low INTEGER,
          title TEXT,
          language TEXT,
          audience TEXT NOT NULL CHECK (audience <> ''),
          created_at INTEGER NOT NULL,
          CHECK ((link_high IS NULL) = (link_low IS NULL))
        ) STRICT;
INSERT INTO "post" VALUES(117665805621723136,1,1,'reçoit d’urgence d’été santé séisme réfugiés Congo école près du fleuve 0/-2 http://site0.example.org/2026/-2-article.html','http://site0.example.org/2026/-2-article.html',8305350713874160722,805419717112782117,'reçoit d’urgence d’été santé séisme réfugiés Congo école près du fleuve 0/-2','fr','public',1795437707851);
INSERT INTO "post" VALUES(117665805621723137,1,2,'médicale séisme médicale près réfugiés élèves forêt 0/-1 http://site0.example.org/2026/-1-article.html','http://site0.example.org/2026/-1-article.html',8608897439850083024,-2475531184707704565,'médicale séisme médicale près réfugiés élèves forêt 0/-1','fr','public',1795437707851);
INSERT INTO "post" VALUES(117665805621723138,1,3,'fleuve enfants première Mayotte médicale fleuve d’été 0/0 http://site0.example.org/2026/0-article.html','http://site0.example.org/2026/0-article.html',3136923006759498816,-3722796988409621594,'fleuve enfants première Mayotte médicale fleuve d’été 0/0','fr','public',1795437707851);
INSERT INTO "post" VALUES(117665805622247424,1,4,'niñez también campaña campaña jóvenes y informe la años corazón jóvenes años 2/-2 http://site2.example.org/2026/-2-article.html','http://site2.example.org/2026/-2-article.html',-7910711500623092448,-2883674048206427317,'niñez también campaña campaña jóvenes y informe la años corazón jóvenes años 2/-2','es','public',1795437707859);
INSERT INTO "post" VALUES(117665805622247425,1,5,'campaña el día jóvenes años 2/-1 http://site2.example.org/2026/-1-article.html','http://site2.example.org/2026/-1-article.html',-1647080528453064301,504599132725903748,'campaña el día jóvenes años 2/-1','es','public',1795437707859);
INSERT INTO "post" VALUES(117665805622247426,1,6,'la educación y años campaña señala agua de un agua 2/0 http://site2.example.org/2026/0-article.html','http://site2.example.org/2026/0-article.html',8491191169137319422,4900906630924804258,'la educación y años campaña señala agua de un agua 2/0','es','public',1795437707859);
INSERT INTO "post" VALUES(117665805622247427,1,7,'schools for as recedes storm recedes climate for rights river 1/-2 http://site1.example.org/2026/-2-article.html','http://site1.example.org/2026/-2-article.html',-7029919339574701163,-2596834907831943162,'schools for as recedes storm recedes climate for rights river 1/-2','en','public',1795437707851);
INSERT INTO "post" VALUES(117665805622247428,1,8,'on schools and a on children the health on reach recedes 1/-1 http://site1.example.org/2026/-1-article.html','http://site1.example.org/2026/-1-article.html',-4786934098952204389,-7556154537801936751,'on schools and a on children the health on reach recedes 1/-1','en','public',1795437707851);
INSERT INTO "post" VALUES(117665805622247429,1,9,'after researchers open data rights storm children climate forest 1/0 http://site1.example.org/2026/0-article.html','http://site1.example.org/2026/0-article.html',4832443635820823759,3082248416000328127,'after researchers open data rights storm children climate forest 1/0','en','public',1795437707851);
CREATE TABLE profile (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
          display_name TEXT NOT NULL,
          bio TEXT NOT NULL,
          language TEXT,
          url TEXT,
          is_declared INTEGER NOT NULL CHECK (is_declared IN (0, 1)),
          created_at INTEGER NOT NULL,
          changed_at INTEGER NOT NULL
        ) STRICT;
INSERT INTO "profile" VALUES(1,'news','News','',NULL,NULL,1,1795437707819,1795437707819);
CREATE INDEX feed_due ON feed (next_poll_at, host, state, is_declared)
          WHERE state = 'active' AND is_declared = 1;
CREATE INDEX feed_attempt ON feed (last_attempt_at, host, state, is_declared)
          WHERE state = 'active' AND is_declared = 1;
CREATE INDEX item_waiting ON item (feed_id, due_at) WHERE decision IN ('capped', 'held');
CREATE INDEX post_profile ON post (profile_id);
CREATE UNIQUE INDEX post_link ON post (profile_id, link_high, link_low) WHERE link_high IS NOT NULL;
CREATE INDEX delivery_due ON delivery (destination_id, next_at) WHERE state IN ('pending', 'in-flight');
COMMIT;
