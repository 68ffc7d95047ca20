PRAGMA application_id = 1178944836;
BEGIN TRANSACTION;
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
  password TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE account_profile (
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (account_id, profile_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE application (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  website TEXT,
  redirect_uris TEXT NOT NULL,
  scopes TEXT NOT NULL,
  client_id TEXT NOT NULL UNIQUE,
  secret_hash BLOB NOT NULL CHECK (length(secret_hash) = 32),
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE block (
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  target_id INTEGER NOT NULL REFERENCES profile (id) CHECK (target_id <> profile_id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (profile_id, target_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE bookmark (
  id INTEGER PRIMARY KEY,
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  post_id INTEGER NOT NULL REFERENCES post (id),
  UNIQUE (post_id, profile_id)
) STRICT;
CREATE TABLE card (
  post_id INTEGER PRIMARY KEY REFERENCES post (id),
  kind TEXT NOT NULL CHECK (kind = 'link' OR kind = 'event' OR kind = 'file'),
  description TEXT,
  file_url TEXT,
  file_type TEXT,
  file_bytes INTEGER,
  starts_at INTEGER,
  ends_at INTEGER,
  place TEXT
) STRICT;
INSERT INTO "card" VALUES(117666654850711552,'link','fleuve enfants vaccination protégée protégée santé du vaccination déployée forêt reçoit après après élèves reçoit à œuvre après protégée première',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "card" VALUES(117666654850711553,'link','déployée forêt séisme école réfugiés d’été l’aide déployée d’été école près enfants protégée santé équipe équipe séisme à œuvre école',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "card" VALUES(117666654850711554,'link','à réfugiés déployée après Mayotte déployée école œuvre l’aide élèves le du séisme première équipe à Congo réfugiés première élèves',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "card" VALUES(117666654850777088,'link','forest the forest river workers a as rights for recedes after villages publish the flooded water the the health the',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "card" VALUES(117666654850777089,'link','after for children schools water reach of water children children the river the river reach rights workers the for reopen',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "card" VALUES(117666654850777090,'link','a after workers of flooded researchers after children as open publish river flooded of for climate river flooded the after',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "card" VALUES(117666654851497984,'link','niñez según la informe según mil también educación jóvenes con niñez y la Latina después también también jóvenes y un',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "card" VALUES(117666654851497985,'link','los que pública años un más después educación el de la la después América un en los según un agua',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "card" VALUES(117666654851497986,'link','informe de mil los informe con corazón corazón potable un en el la jóvenes campaña señala Latina el la mil',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE click_count (
  code TEXT NOT NULL REFERENCES short_link (code),
  day INTEGER NOT NULL,
  people INTEGER NOT NULL CHECK (people >= 0),
  bots INTEGER NOT NULL CHECK (bots >= 0),
  PRIMARY KEY (code, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE conversation (
  id INTEGER PRIMARY KEY,
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  thread_id INTEGER NOT NULL,
  last_post_id INTEGER NOT NULL REFERENCES post (id),
  is_unread INTEGER NOT NULL CHECK (is_unread IN (0, 1)),
  UNIQUE (profile_id, thread_id)
) STRICT;
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
CREATE TABLE favourite (
  id INTEGER PRIMARY KEY,
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  post_id INTEGER NOT NULL REFERENCES post (id),
  UNIQUE (post_id, profile_id)
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
INSERT INTO "feed" VALUES(1,1,'{FOLDER}/00000.rss','{FOLDER}/00000.rss','{FOLDER}/00000.rss','','active',1,'Site 0 · l’aide','http://site0.example.org/','fr',NULL,'1795450665.8016117',X'ECC12EF760354D2EE3F2F18A4659C8DE9BA2DB91CDB3951A8D90F6669006FE92',1795450666057,1,1795450667150,1795450666041,1795450666057,1795450666057,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1000,0,1000,0,0);
INSERT INTO "feed" VALUES(2,1,'{FOLDER}/00001.atom','{FOLDER}/00001.atom','{FOLDER}/00001.atom','','active',1,'Site 1 · aid','http://site1.example.org/','en',NULL,'1795450665.801732',X'7541072C56DE411A12DA67368A5FEDE3F9329F49BFA17A6030927B2E8629FF80',1795450666058,1,1795450667074,1795450666041,1795450666058,1795450666058,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1000,0,1000,0,0);
INSERT INTO "feed" VALUES(3,1,'{FOLDER}/00002.rss','{FOLDER}/00002.rss','{FOLDER}/00002.rss','','active',1,'Site 2 · la','http://site2.example.org/','es',NULL,'1795450665.8021188',X'ECF8DDDCC78CCBED10357ADAA56E0367C6AA921B7CDFB414E26DA26C358FD71A',1795450666069,1,1795450667137,1795450666041,1795450666069,1795450666069,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1000,0,1000,0,0);
CREATE TABLE follow (
  follower_id INTEGER NOT NULL REFERENCES profile (id),
  followed_id INTEGER NOT NULL REFERENCES profile (id) CHECK (followed_id <> follower_id),
  is_accepted INTEGER NOT NULL CHECK (is_accepted IN (0, 1)),
  shows_boosts INTEGER NOT NULL DEFAULT 1 CHECK (shows_boosts IN (0, 1)),
  notifies INTEGER NOT NULL DEFAULT 0 CHECK (notifies IN (0, 1)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (follower_id, followed_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO "grdb_migrations" VALUES('1 timeline');
INSERT INTO "grdb_migrations" VALUES('2 retired feeds');
INSERT INTO "grdb_migrations" VALUES('3 people');
INSERT INTO "grdb_migrations" VALUES('4 short links');
INSERT INTO "grdb_migrations" VALUES('5 edits');
CREATE TABLE host (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  hold_until INTEGER NOT NULL DEFAULT 0,
  next_slot INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE idempotency (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
  post_id INTEGER,
  scheduled_id INTEGER,
  created_at INTEGER NOT NULL,
  CHECK ((post_id IS NULL) <> (scheduled_id IS NULL))
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
INSERT INTO "item" VALUES(1,1,'posted',117666654850711552,1795450666057,NULL,1795364265000,NULL,'tag:site0.example.org,2026:-2','http://site0.example.org/2026/-2-article.html','reçoit d’urgence d’été santé séisme réfugiés Congo école près du fleuve 0/-2','it is new',NULL);
INSERT INTO "item" VALUES(2,1,'posted',117666654850711553,1795450666057,NULL,1795385865000,NULL,'-1 at cms','http://site0.example.org/2026/-1-article.html','médicale séisme médicale près réfugiés élèves forêt 0/-1','it is new',NULL);
INSERT INTO "item" VALUES(3,1,'posted',117666654850711554,1795450666057,NULL,1795407465000,NULL,NULL,'http://site0.example.org/2026/0-article.html','fleuve enfants première Mayotte médicale fleuve d’été 0/0','it is new',NULL);
INSERT INTO "item" VALUES(4,2,'posted',117666654850777088,1795450666058,NULL,1795364265000,NULL,'tag:site1.example.org,2026:-2','http://site1.example.org/2026/-2-article.html','schools for as recedes storm recedes climate for rights river 1/-2','it is new',NULL);
INSERT INTO "item" VALUES(5,2,'posted',117666654850777089,1795450666058,NULL,1795385865000,NULL,'7918 at cms','http://site1.example.org/2026/-1-article.html','on schools and a on children the health on reach recedes 1/-1','it is new',NULL);
INSERT INTO "item" VALUES(6,2,'posted',117666654850777090,1795450666058,NULL,1795407465000,NULL,NULL,'http://site1.example.org/2026/0-article.html','after researchers open data rights storm children climate forest 1/0','it is new',NULL);
INSERT INTO "item" VALUES(7,3,'posted',117666654851497984,1795450666069,NULL,1795364265000,NULL,'tag:site2.example.org,2026:-2','http://site2.example.org/2026/-2-article.html','niñez también campaña campaña jóvenes y informe la años corazón jóvenes años 2/-2','it is new',NULL);
INSERT INTO "item" VALUES(8,3,'posted',117666654851497985,1795450666069,NULL,1795385865000,NULL,'15837 at cms','http://site2.example.org/2026/-1-article.html','campaña el día jóvenes años 2/-1','it is new',NULL);
INSERT INTO "item" VALUES(9,3,'posted',117666654851497986,1795450666069,NULL,1795407465000,NULL,NULL,'http://site2.example.org/2026/0-article.html','la educación y años campaña señala agua de un agua 2/0','it is new',NULL);
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
INSERT INTO "item_alias" VALUES(1,4,-8920408479361228269,6218898252918713475,2);
INSERT INTO "item_alias" VALUES(1,4,2085700142924772575,1874693452613864498,3);
INSERT INTO "item_alias" VALUES(1,4,8614100010968472383,-781325603063212896,1);
INSERT INTO "item_alias" VALUES(1,5,-6131824291771268453,3860501292145647806,1);
INSERT INTO "item_alias" VALUES(1,5,-5031595767191371392,554417763059827811,2);
INSERT INTO "item_alias" VALUES(1,5,5912916051767356069,7599164617270974874,3);
INSERT INTO "item_alias" VALUES(2,1,1177541289377818499,-5650359194937919671,5);
INSERT INTO "item_alias" VALUES(2,1,4832443635820823759,3082248416000328127,6);
INSERT INTO "item_alias" VALUES(2,1,8272086517761350532,-6376287299412706342,4);
INSERT INTO "item_alias" VALUES(2,2,-7072565247095557469,-4424667034268932967,5);
INSERT INTO "item_alias" VALUES(2,2,4720134412721327992,-4341154306841254838,4);
INSERT INTO "item_alias" VALUES(2,2,5090190472733895277,6396859877552749256,6);
INSERT INTO "item_alias" VALUES(2,3,-7029919339574701163,-2596834907831943162,4);
INSERT INTO "item_alias" VALUES(2,3,-4786934098952204389,-7556154537801936751,5);
INSERT INTO "item_alias" VALUES(2,3,4832443635820823759,3082248416000328127,6);
INSERT INTO "item_alias" VALUES(2,4,-6318195120485622310,9133060414273571951,5);
INSERT INTO "item_alias" VALUES(2,4,-4959678426091513615,7854597777709892234,4);
INSERT INTO "item_alias" VALUES(2,4,1581563505547766189,4310968419542623752,6);
INSERT INTO "item_alias" VALUES(2,5,-498250176211356013,8639452087126326655,5);
INSERT INTO "item_alias" VALUES(2,5,3693995740337109314,-6789962645164416732,4);
INSERT INTO "item_alias" VALUES(2,5,4650047040615139828,3003656765920838497,6);
INSERT INTO "item_alias" VALUES(3,1,-8817018557363630143,-2726048412976339351,7);
INSERT INTO "item_alias" VALUES(3,1,1213829355199161495,-6303771106505112314,8);
INSERT INTO "item_alias" VALUES(3,1,8491191169137319422,4900906630924804258,9);
INSERT INTO "item_alias" VALUES(3,2,-7072565247095557469,-4424667034268932967,8);
INSERT INTO "item_alias" VALUES(3,2,4720134412721327992,-4341154306841254838,7);
INSERT INTO "item_alias" VALUES(3,2,5090190472733895277,6396859877552749256,9);
INSERT INTO "item_alias" VALUES(3,3,-7910711500623092448,-2883674048206427317,7);
INSERT INTO "item_alias" VALUES(3,3,-1647080528453064301,504599132725903748,8);
INSERT INTO "item_alias" VALUES(3,3,8491191169137319422,4900906630924804258,9);
INSERT INTO "item_alias" VALUES(3,4,-3342358599879280899,-8694345721930627223,7);
INSERT INTO "item_alias" VALUES(3,4,6235827452743531016,-3270857807026189149,8);
INSERT INTO "item_alias" VALUES(3,4,8277381966078784052,612281782523234207,9);
INSERT INTO "item_alias" VALUES(3,5,-8566877704039968510,236876510748560011,8);
INSERT INTO "item_alias" VALUES(3,5,-3609136705355950457,6473184057747215136,7);
INSERT INTO "item_alias" VALUES(3,5,7706221041181383703,6576982277157341273,9);
CREATE TABLE list (
  id INTEGER PRIMARY KEY,
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  title TEXT NOT NULL COLLATE NOCASE CHECK (title <> ''),
  replies_policy TEXT NOT NULL DEFAULT 'list'
    CHECK (replies_policy = 'followed' OR replies_policy = 'list' OR replies_policy = 'none'),
  is_exclusive INTEGER NOT NULL DEFAULT 0 CHECK (is_exclusive IN (0, 1)),
  UNIQUE (profile_id, title)
) STRICT;
CREATE TABLE list_member (
  list_id INTEGER NOT NULL REFERENCES list (id) ON DELETE CASCADE,
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  PRIMARY KEY (list_id, profile_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE marker (
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  timeline TEXT NOT NULL CHECK (timeline = 'home' OR timeline = 'notifications'),
  last_read_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (profile_id, timeline)
) STRICT, WITHOUT ROWID;
CREATE TABLE media (
  id INTEGER PRIMARY KEY,
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  post_id INTEGER REFERENCES post (id),
  position INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  focus_x REAL NOT NULL DEFAULT 0,
  focus_y REAL NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE mention (
  post_id INTEGER NOT NULL REFERENCES post (id),
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  PRIMARY KEY (post_id, profile_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE mute (
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  target_id INTEGER NOT NULL REFERENCES profile (id) CHECK (target_id <> profile_id),
  hides_notifications INTEGER NOT NULL CHECK (hides_notifications IN (0, 1)),
  expires_at INTEGER,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (profile_id, target_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE notification (
  id INTEGER PRIMARY KEY,
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  kind TEXT NOT NULL CHECK (kind = 'mention' OR kind = 'status' OR kind = 'reblog' OR kind = 'follow' OR
    kind = 'follow_request' OR kind = 'favourite' OR kind = 'update'),
  actor_id INTEGER NOT NULL REFERENCES profile (id),
  post_id INTEGER REFERENCES post (id),
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE "post" (
  id INTEGER PRIMARY KEY,
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  item_id INTEGER UNIQUE REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED,
  boost_of_id INTEGER REFERENCES post (id),
  reply_to_id INTEGER REFERENCES post (id),
  reply_to_profile_id INTEGER REFERENCES profile (id),
  thread_id INTEGER NOT NULL,
  text TEXT NOT NULL CHECK (length(text) <= 1000),
  warning TEXT NOT NULL DEFAULT '',
  is_sensitive INTEGER NOT NULL DEFAULT 0 CHECK (is_sensitive IN (0, 1)),
  link TEXT,
  link_high INTEGER,
  link_low INTEGER,
  title TEXT,
  language TEXT,
  audience TEXT NOT NULL CHECK (audience = 'public' OR audience = 'unlisted' OR audience = 'followers' OR
    audience = 'list' OR audience = 'direct'),
  list_id INTEGER REFERENCES list (id),
  created_at INTEGER NOT NULL,
  edited_at INTEGER,
  deleted_at INTEGER,
  pinned_at INTEGER,
  replies_closed INTEGER NOT NULL DEFAULT 0 CHECK (replies_closed IN (0, 1)),
  account_id INTEGER REFERENCES account (id) ON DELETE SET NULL,
  application_id INTEGER REFERENCES application (id) ON DELETE SET NULL,
  media_count INTEGER NOT NULL DEFAULT 0,
  mention_count INTEGER NOT NULL DEFAULT 0,
  reply_count INTEGER NOT NULL DEFAULT 0,
  favourite_count INTEGER NOT NULL DEFAULT 0,
  boost_count INTEGER NOT NULL DEFAULT 0, short_code TEXT REFERENCES short_link (code),
  CHECK ((link_high IS NULL) = (link_low IS NULL)),
  CHECK (text <> '' OR boost_of_id IS NOT NULL OR deleted_at IS NOT NULL OR media_count > 0),
  CHECK (audience = 'list' OR list_id IS NULL)
) STRICT;
INSERT INTO "post" VALUES(117666654850711552,1,1,NULL,NULL,NULL,117666654850711552,'reçoit d’urgence d’été santé séisme réfugiés Congo école près du fleuve 0/-2 http://site0.example.org/2026/-2-article.html','',0,'http://site0.example.org/2026/-2-article.html',8305350713874160722,805419717112782117,'reçoit d’urgence d’été santé séisme réfugiés Congo école près du fleuve 0/-2','fr','public',NULL,1795450666057,NULL,NULL,NULL,0,NULL,NULL,0,0,0,0,0,NULL);
INSERT INTO "post" VALUES(117666654850711553,1,2,NULL,NULL,NULL,117666654850711553,'médicale séisme médicale près réfugiés élèves forêt 0/-1 http://site0.example.org/2026/-1-article.html','',0,'http://site0.example.org/2026/-1-article.html',8608897439850083024,-2475531184707704565,'médicale séisme médicale près réfugiés élèves forêt 0/-1','fr','public',NULL,1795450666057,NULL,NULL,NULL,0,NULL,NULL,0,0,0,0,0,NULL);
INSERT INTO "post" VALUES(117666654850711554,1,3,NULL,NULL,NULL,117666654850711554,'fleuve enfants première Mayotte médicale fleuve d’été 0/0 http://site0.example.org/2026/0-article.html','',0,'http://site0.example.org/2026/0-article.html',3136923006759498816,-3722796988409621594,'fleuve enfants première Mayotte médicale fleuve d’été 0/0','fr','public',NULL,1795450666057,NULL,NULL,NULL,0,NULL,NULL,0,0,0,0,0,NULL);
INSERT INTO "post" VALUES(117666654850777088,1,4,NULL,NULL,NULL,117666654850777088,'schools for as recedes storm recedes climate for rights river 1/-2 http://site1.example.org/2026/-2-article.html','',0,'http://site1.example.org/2026/-2-article.html',-7029919339574701163,-2596834907831943162,'schools for as recedes storm recedes climate for rights river 1/-2','en','public',NULL,1795450666058,NULL,NULL,NULL,0,NULL,NULL,0,0,0,0,0,NULL);
INSERT INTO "post" VALUES(117666654850777089,1,5,NULL,NULL,NULL,117666654850777089,'on schools and a on children the health on reach recedes 1/-1 http://site1.example.org/2026/-1-article.html','',0,'http://site1.example.org/2026/-1-article.html',-4786934098952204389,-7556154537801936751,'on schools and a on children the health on reach recedes 1/-1','en','public',NULL,1795450666058,NULL,NULL,NULL,0,NULL,NULL,0,0,0,0,0,NULL);
INSERT INTO "post" VALUES(117666654850777090,1,6,NULL,NULL,NULL,117666654850777090,'after researchers open data rights storm children climate forest 1/0 http://site1.example.org/2026/0-article.html','',0,'http://site1.example.org/2026/0-article.html',4832443635820823759,3082248416000328127,'after researchers open data rights storm children climate forest 1/0','en','public',NULL,1795450666058,NULL,NULL,NULL,0,NULL,NULL,0,0,0,0,0,NULL);
INSERT INTO "post" VALUES(117666654851497984,1,7,NULL,NULL,NULL,117666654851497984,'niñez también campaña campaña jóvenes y informe la años corazón jóvenes años 2/-2 http://site2.example.org/2026/-2-article.html','',0,'http://site2.example.org/2026/-2-article.html',-7910711500623092448,-2883674048206427317,'niñez también campaña campaña jóvenes y informe la años corazón jóvenes años 2/-2','es','public',NULL,1795450666069,NULL,NULL,NULL,0,NULL,NULL,0,0,0,0,0,NULL);
INSERT INTO "post" VALUES(117666654851497985,1,8,NULL,NULL,NULL,117666654851497985,'campaña el día jóvenes años 2/-1 http://site2.example.org/2026/-1-article.html','',0,'http://site2.example.org/2026/-1-article.html',-1647080528453064301,504599132725903748,'campaña el día jóvenes años 2/-1','es','public',NULL,1795450666069,NULL,NULL,NULL,0,NULL,NULL,0,0,0,0,0,NULL);
INSERT INTO "post" VALUES(117666654851497986,1,9,NULL,NULL,NULL,117666654851497986,'la educación y años campaña señala agua de un agua 2/0 http://site2.example.org/2026/0-article.html','',0,'http://site2.example.org/2026/0-article.html',8491191169137319422,4900906630924804258,'la educación y años campaña señala agua de un agua 2/0','es','public',NULL,1795450666069,NULL,NULL,NULL,0,NULL,NULL,0,0,0,0,0,NULL);
CREATE TABLE post_edit (
  post_id INTEGER NOT NULL REFERENCES post (id),
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  warning TEXT NOT NULL,
  is_sensitive INTEGER NOT NULL,
  written_at INTEGER NOT NULL,
  PRIMARY KEY (post_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE post_source (
  post_id INTEGER PRIMARY KEY REFERENCES post (id),
  digest BLOB NOT NULL,
  edit_count INTEGER NOT NULL DEFAULT 0 CHECK (edit_count >= 0),
  edited_at INTEGER,
  refusal TEXT
) STRICT;
CREATE TABLE post_tag (
  tag TEXT NOT NULL,
  post_id INTEGER NOT NULL REFERENCES post (id),
  PRIMARY KEY (tag, post_id)
) STRICT, WITHOUT ROWID;
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
, is_personal INTEGER NOT NULL DEFAULT 0 CHECK (is_personal IN (0, 1)), is_locked INTEGER NOT NULL DEFAULT 0 CHECK (is_locked IN (0, 1)), is_discoverable INTEGER NOT NULL DEFAULT 1 CHECK (is_discoverable IN (0, 1)), hides_relations INTEGER NOT NULL DEFAULT 0 CHECK (hides_relations IN (0, 1)), default_audience TEXT NOT NULL DEFAULT 'public' CHECK (
  default_audience = 'public' OR default_audience = 'unlisted' OR default_audience = 'followers'), is_sensitive INTEGER NOT NULL DEFAULT 0 CHECK (is_sensitive IN (0, 1)), fields TEXT NOT NULL DEFAULT '[]', avatar TEXT, header TEXT, post_count INTEGER NOT NULL DEFAULT 0, follower_count INTEGER NOT NULL DEFAULT 0, following_count INTEGER NOT NULL DEFAULT 0, last_post_at INTEGER) STRICT;
INSERT INTO "profile" VALUES(1,'news','News','',NULL,NULL,1,1795450666005,1795450666005,0,0,1,0,'public',0,'[]',NULL,NULL,9,0,0,1795450666069);
CREATE TABLE scheduled_post (
  id INTEGER PRIMARY KEY,
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  account_id INTEGER REFERENCES account (id) ON DELETE CASCADE,
  application_id INTEGER REFERENCES application (id) ON DELETE SET NULL,
  due_at INTEGER NOT NULL,
  draft BLOB NOT NULL,
  failure TEXT
) STRICT;
CREATE TABLE short_link (
  code TEXT PRIMARY KEY CHECK (length(code) = 11 AND code NOT GLOB '*[^0-9A-Za-z]*'),
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  target TEXT NOT NULL CHECK (
    (target LIKE 'http://_%' OR target LIKE 'https://_%') AND target NOT GLOB '*[^!-~]*'),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE tag_follow (
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  tag TEXT NOT NULL CHECK (tag <> ''),
  PRIMARY KEY (profile_id, tag)
) STRICT, WITHOUT ROWID;
CREATE TABLE thread_mute (
  profile_id INTEGER NOT NULL REFERENCES profile (id),
  thread_id INTEGER NOT NULL,
  PRIMARY KEY (profile_id, thread_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE token (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  kind TEXT NOT NULL CHECK (kind = 'access' OR kind = 'code' OR kind = 'session' OR kind = 'invitation'),
  account_id INTEGER REFERENCES account (id) ON DELETE CASCADE,
  profile_id INTEGER REFERENCES profile (id),
  application_id INTEGER REFERENCES application (id) ON DELETE CASCADE,
  scopes TEXT NOT NULL,
  redirect_uri TEXT,
  challenge TEXT,
  label TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL,
  expires_at INTEGER
) STRICT;
CREATE INDEX feed_due ON feed (next_poll_at, host, state, is_declared)
  WHERE state = 'active' AND is_declared = 1;
CREATE INDEX feed_attempt ON feed (last_attempt_at, host, state, is_declared)
  WHERE state = 'active' AND is_declared = 1;
CREATE INDEX item_waiting ON item (feed_id, due_at) WHERE decision IN ('capped', 'held');
CREATE INDEX delivery_due ON delivery (destination_id, next_at) WHERE state IN ('pending', 'in-flight');
CREATE INDEX feed_retired ON feed (profile_id, last_success_at) WHERE is_declared = 0 AND is_primed = 1;
CREATE INDEX list_member_profile ON list_member (profile_id);
CREATE INDEX account_profile_profile ON account_profile (profile_id);
CREATE INDEX token_account ON token (account_id, kind);
CREATE INDEX token_application ON token (application_id);
CREATE INDEX token_expiry ON token (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX post_profile ON post (profile_id);
CREATE UNIQUE INDEX post_link ON post (profile_id, link_high, link_low) WHERE link_high IS NOT NULL;
CREATE UNIQUE INDEX post_boost ON post (boost_of_id, profile_id) WHERE boost_of_id IS NOT NULL;
CREATE INDEX post_thread ON post (thread_id, id) WHERE thread_id <> id;
CREATE INDEX post_reply ON post (reply_to_id) WHERE reply_to_id IS NOT NULL;
CREATE INDEX post_pinned ON post (profile_id, pinned_at) WHERE pinned_at IS NOT NULL;
CREATE INDEX post_public ON post (id)
  WHERE audience = 'public' AND boost_of_id IS NULL AND reply_to_id IS NULL AND deleted_at IS NULL;
CREATE INDEX post_list ON post (list_id) WHERE list_id IS NOT NULL;
CREATE INDEX item_post ON item (post_id) WHERE post_id IS NOT NULL;
CREATE INDEX post_tag_post ON post_tag (post_id);
CREATE INDEX mention_profile ON mention (profile_id, post_id);
CREATE INDEX media_post ON media (post_id) WHERE post_id IS NOT NULL;
CREATE INDEX media_loose ON media (created_at) WHERE post_id IS NULL;
CREATE INDEX media_name ON media (name);
CREATE INDEX follow_followed ON follow (followed_id, is_accepted, follower_id);
CREATE INDEX follow_notifies ON follow (followed_id) WHERE is_accepted = 1 AND notifies = 1;
CREATE INDEX block_target ON block (target_id);
CREATE INDEX favourite_profile ON favourite (profile_id);
CREATE INDEX bookmark_profile ON bookmark (profile_id);
CREATE INDEX notification_profile ON notification (profile_id);
CREATE UNIQUE INDEX notification_once ON notification (profile_id, actor_id, kind, coalesce(post_id, 0));
CREATE INDEX notification_post ON notification (post_id) WHERE post_id IS NOT NULL;
CREATE INDEX conversation_order ON conversation (profile_id, last_post_id);
CREATE INDEX conversation_post ON conversation (last_post_id);
CREATE INDEX scheduled_post_due ON scheduled_post (due_at) WHERE failure IS NULL;
CREATE INDEX scheduled_post_profile ON scheduled_post (profile_id);
CREATE INDEX idempotency_age ON idempotency (created_at);
CREATE TRIGGER favourite_added AFTER INSERT ON favourite BEGIN
  UPDATE post SET favourite_count = favourite_count + 1 WHERE id = NEW.post_id;
END;
CREATE TRIGGER favourite_removed AFTER DELETE ON favourite BEGIN
  UPDATE post SET favourite_count = favourite_count - 1 WHERE id = OLD.post_id;
END;
CREATE TRIGGER boost_added AFTER INSERT ON post WHEN NEW.boost_of_id IS NOT NULL BEGIN
  UPDATE post SET boost_count = boost_count + 1 WHERE id = NEW.boost_of_id;
END;
CREATE TRIGGER boost_removed AFTER DELETE ON post WHEN OLD.boost_of_id IS NOT NULL BEGIN
  UPDATE post SET boost_count = boost_count - 1 WHERE id = OLD.boost_of_id;
END;
CREATE TRIGGER post_added AFTER INSERT ON post
WHEN NEW.boost_of_id IS NULL AND (NEW.audience = 'public' OR NEW.audience = 'unlisted') BEGIN
  UPDATE profile SET post_count = post_count + 1, last_post_at = max(coalesce(last_post_at, 0), NEW.created_at)
    WHERE id = NEW.profile_id;
  UPDATE post SET reply_count = reply_count + 1 WHERE id = NEW.reply_to_id;
END;
CREATE TRIGGER post_deleted AFTER UPDATE OF deleted_at ON post
WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL AND NEW.boost_of_id IS NULL
  AND (NEW.audience = 'public' OR NEW.audience = 'unlisted') BEGIN
  UPDATE profile SET post_count = post_count - 1 WHERE id = NEW.profile_id;
  UPDATE post SET reply_count = reply_count - 1 WHERE id = NEW.reply_to_id;
END;
CREATE TRIGGER follow_added AFTER INSERT ON follow WHEN NEW.is_accepted = 1 BEGIN
  UPDATE profile SET following_count = following_count + 1 WHERE id = NEW.follower_id;
  UPDATE profile SET follower_count = follower_count + 1 WHERE id = NEW.followed_id;
END;
CREATE TRIGGER follow_accepted AFTER UPDATE OF is_accepted ON follow
WHEN OLD.is_accepted = 0 AND NEW.is_accepted = 1 BEGIN
  UPDATE profile SET following_count = following_count + 1 WHERE id = NEW.follower_id;
  UPDATE profile SET follower_count = follower_count + 1 WHERE id = NEW.followed_id;
END;
CREATE TRIGGER follow_removed AFTER DELETE ON follow WHEN OLD.is_accepted = 1 BEGIN
  UPDATE profile SET following_count = following_count - 1 WHERE id = OLD.follower_id;
  UPDATE profile SET follower_count = follower_count - 1 WHERE id = OLD.followed_id;
END;
CREATE INDEX post_short_code ON post (short_code) WHERE short_code IS NOT NULL;
CREATE VIRTUAL TABLE post_text USING fts5 (
  text, title, content = 'post', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
INSERT INTO post_text (rowid, text, title) VALUES (117666654850711552, 'reçoit d’urgence d’été santé séisme réfugiés Congo école près du fleuve 0/-2 http://site0.example.org/2026/-2-article.html', 'reçoit d’urgence d’été santé séisme réfugiés Congo école près du fleuve 0/-2');
INSERT INTO post_text (rowid, text, title) VALUES (117666654850711553, 'médicale séisme médicale près réfugiés élèves forêt 0/-1 http://site0.example.org/2026/-1-article.html', 'médicale séisme médicale près réfugiés élèves forêt 0/-1');
INSERT INTO post_text (rowid, text, title) VALUES (117666654850711554, 'fleuve enfants première Mayotte médicale fleuve d’été 0/0 http://site0.example.org/2026/0-article.html', 'fleuve enfants première Mayotte médicale fleuve d’été 0/0');
INSERT INTO post_text (rowid, text, title) VALUES (117666654850777088, 'schools for as recedes storm recedes climate for rights river 1/-2 http://site1.example.org/2026/-2-article.html', 'schools for as recedes storm recedes climate for rights river 1/-2');
INSERT INTO post_text (rowid, text, title) VALUES (117666654850777089, 'on schools and a on children the health on reach recedes 1/-1 http://site1.example.org/2026/-1-article.html', 'on schools and a on children the health on reach recedes 1/-1');
INSERT INTO post_text (rowid, text, title) VALUES (117666654850777090, 'after researchers open data rights storm children climate forest 1/0 http://site1.example.org/2026/0-article.html', 'after researchers open data rights storm children climate forest 1/0');
INSERT INTO post_text (rowid, text, title) VALUES (117666654851497984, 'niñez también campaña campaña jóvenes y informe la años corazón jóvenes años 2/-2 http://site2.example.org/2026/-2-article.html', 'niñez también campaña campaña jóvenes y informe la años corazón jóvenes años 2/-2');
INSERT INTO post_text (rowid, text, title) VALUES (117666654851497985, 'campaña el día jóvenes años 2/-1 http://site2.example.org/2026/-1-article.html', 'campaña el día jóvenes años 2/-1');
INSERT INTO post_text (rowid, text, title) VALUES (117666654851497986, 'la educación y años campaña señala agua de un agua 2/0 http://site2.example.org/2026/0-article.html', 'la educación y años campaña señala agua de un agua 2/0');
COMMIT;
