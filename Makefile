# Feedline: build, test, install. `make help` lists what there is.

PREFIX ?= /usr/local
DESTDIR ?=
# systemd looks into this folder of /usr and of /usr/local.
UNITS ?= $(PREFIX)/lib/systemd/system
SWIFT ?= swift
export SWIFT

# What goes to other machines, where no Swift is installed.
RELEASE ?= build/release
STATIC = -c release --static-swift-stdlib
CHECKED = --explicit-target-dependency-import-check error
# Without it the C code of libraries, passwords above all, takes ten times as long.
FAST_C = -Xcc -O2
# Hundreds of tests at once keep each other waiting for minutes.
FEW_AT_A_TIME = SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=16
SOURCES = Package.swift $(shell find Sources -type f)
SHARE = $(DESTDIR)$(PREFIX)/share
UNIT_FILES = feedline.service feedline.socket feedline-backup.service feedline-backup.timer

# What the tests that start a daemon take: make clients-test FEEDLINE=build/release/feedline
FEEDLINE ?= .build/debug/feedline

.DEFAULT_GOAL := help
.PHONY: help run test test-scripts simulate fuzz lint release install uninstall deb deb-test bench \
	scenarios faults storm-test clients-test browser-test metrics-test timeline-bench scale-bench clean

help: ## List what there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'
	@echo
	@echo "  PREFIX=$(PREFIX) is where install puts it; DESTDIR= goes in front of that, for packaging."

run: ## Build, and run the bridge on feeds.example.json
	@.ci/packages build
	@$(SWIFT) build $(FAST_C) --product feedline
	@mkdir -p build
	@echo "Feedline reads feeds.example.json. Open http://127.0.0.1:8140 in a browser; Ctrl-C ends it."
	@exec .build/debug/feedline run --config feeds.example.json --database build/feedline.sqlite

test: ## Run every test
	@.ci/packages build
	@.ci/packages test
	$(SWIFT) build $(FAST_C) --build-tests $(CHECKED)
	$(FEW_AT_A_TIME) $(SWIFT) test --skip-build
	@$(MAKE) --no-print-directory test-scripts clients-test browser-test

# What scenarios, faults and storm-test do, small, and what needs no binary.
test-scripts:
	@.ci/packages faults
	Tests/install/install-test
	Benchmarks/scenarios --feedline $(FEEDLINE) --feeds 60 --server python
	Tests/faults/faults --feedline $(FEEDLINE) --quick
	Tests/storm/storm-test --feedline $(FEEDLINE) --feeds 40 --minutes 15 --server python
	Tests/restart/restart-test --feedline $(FEEDLINE)
	Tests/metrics/metrics-test --feedline $(FEEDLINE) --without-prometheus
	Tests/canary/canary-test --feedline $(FEEDLINE)

.build/debug/feedline: $(SOURCES)
	@.ci/packages build
	$(SWIFT) build $(FAST_C) --product feedline
	@touch $@

simulate: ## Take simulated publishers through 10 days: SEED=7 replays one story, SEEDS=1000 DAYS=30 tells many
	@.ci/packages build
	$(SWIFT) build $(FAST_C) --build-tests
	FEEDLINE_SEED=$(SEED) FEEDLINE_SEEDS=$(SEEDS) FEEDLINE_DAYS=$(DAYS) $(SWIFT) test --skip-build --filter SimulationTests

fuzz: ## Feed damaged documents to the parser: DURATION=600 seconds of it
	@.ci/packages build
	Tests/fuzz/fuzz $(DURATION)

lint: ## Check the format and the house rules
	@.ci/packages build
	@.ci/packages test
	@.ci/lint

release: $(RELEASE)/feedline ## Build what install installs, into build/release

$(RELEASE)/feedline: $(SOURCES)
	@.ci/packages build
	$(SWIFT) build $(STATIC) --product feedline
	$(SWIFT) build $(STATIC) --product generate-manual
	@mkdir -p $(RELEASE)
	@.build/release/generate-manual .build/release/feedline --output-directory $(RELEASE)
	@for shell in bash zsh fish; do \
		.build/release/feedline --generate-completion-script $$shell >$(RELEASE)/completion.$$shell || exit 1; \
	done
	@strip --strip-debug -o $@ .build/release/feedline

install: $(RELEASE)/feedline ## Install program, systemd unit, manual page, completions and example under PREFIX
	install -D -m 755 $(RELEASE)/feedline $(DESTDIR)$(PREFIX)/bin/feedline
	install -D -m 644 $(RELEASE)/feedline.1 $(SHARE)/man/man1/feedline.1
	install -D -m 644 $(RELEASE)/completion.bash $(SHARE)/bash-completion/completions/feedline
	install -D -m 644 $(RELEASE)/completion.zsh $(SHARE)/zsh/site-functions/_feedline
	install -D -m 644 $(RELEASE)/completion.fish $(SHARE)/fish/vendor_completions.d/feedline.fish
	install -d $(SHARE)/feedline/examples $(SHARE)/feedline/monitoring $(SHARE)/doc/feedline
	install -m 644 feeds.example.json feeds.schema.json $(SHARE)/feedline
	install -m 644 examples/* $(SHARE)/feedline/examples
	install -m 644 docs/monitoring/* $(SHARE)/feedline/monitoring
	install -m 644 README.md CHANGELOG.md LICENSE docs/*.md $(SHARE)/doc/feedline
	install -d $(DESTDIR)$(UNITS)
	@for unit in $(UNIT_FILES); do \
		sed 's,/usr/local/,$(PREFIX)/,g' systemd/$$unit >$(DESTDIR)$(UNITS)/$$unit || exit 1; \
	done
	@[ -n '$(DESTDIR)' ] || systemd/allow-resolvers $(UNITS)/feedline.service.d
	@echo 'Next: put a feeds.json into /etc/feedline, then systemctl enable --now feedline (see docs/operator.md).'

uninstall: ## Take away what install put there; configuration and data stay
	rm -f $(DESTDIR)$(PREFIX)/bin/feedline $(SHARE)/man/man1/feedline.1 \
		$(SHARE)/bash-completion/completions/feedline $(SHARE)/zsh/site-functions/_feedline \
		$(SHARE)/fish/vendor_completions.d/feedline.fish $(addprefix $(DESTDIR)$(UNITS)/,$(UNIT_FILES))
	rm -rf $(SHARE)/feedline $(SHARE)/doc/feedline $(DESTDIR)$(UNITS)/feedline.service.d

deb: $(RELEASE)/feedline ## Make a Debian package of the release, into build
	@.ci/packages deb
	@mkdir -p build
	packaging/debian/build $(RELEASE) build

deb-test: deb ## Install, upgrade, remove and purge the package in a fresh Debian, as root; then boot one with it
	@.ci/packages deb-test
	Tests/deb/deb-test "$$(ls -t build/feedline_*.deb | head -n 1)"

bench: $(RELEASE)/feedline ## Measure 2,000 feeds against xmllint and curl
	@.ci/packages bench
	Benchmarks/run --feedline $(RELEASE)/feedline --check

scenarios: $(RELEASE)/feedline ## Take 2,000 feeds through everything that must not repost
	@.ci/packages bench
	Benchmarks/scenarios --feedline $(RELEASE)/feedline --feeds 2000 --server nginx

faults: $(RELEASE)/feedline ## Kill it, fill and damage its disk, hold its locks, slow its servers: what happens in years
	@.ci/packages faults
	Tests/faults/faults --feedline $(RELEASE)/feedline

storm-test: $(RELEASE)/feedline ## Read feeds from misbehaving servers for an hour in which a second is a minute
	@.ci/packages bench
	Tests/storm/storm-test --feedline $(RELEASE)/feedline

clients-test: $(FEEDLINE) ## Have Mastodon.py, toot, feediverse and feed2toot speak to the daemon; installs them with pip
	@.ci/packages clients
	Tests/clients/clients-test --feedline $(FEEDLINE)

browser-test: $(FEEDLINE) ## Drive the pages with Chromium, with and without scripts, mouse and sight; SCREENSHOTS=folder
	@.ci/packages browser
	Tests/browser/browser-test --feedline $(FEEDLINE) $(if $(SCREENSHOTS),--screenshots '$(SCREENSHOTS)')

metrics-test: $(FEEDLINE) ## Have Prometheus scrape the daemon, with the dashboard's questions and the alerts
	@.ci/packages metrics
	Tests/metrics/metrics-test --feedline $(FEEDLINE)

timeline-bench: $(RELEASE)/feedline ## Measure a timeline of 100,000 posts with wrk
	@.ci/packages timeline
	Benchmarks/timeline --feedline $(RELEASE)/feedline

scale-bench: $(RELEASE)/feedline ## Measure 2,000 to 1,000,000 feeds on one machine: FEEDS="2000 100000" only those
	@.ci/packages bench
	Benchmarks/scale --feedline $(RELEASE)/feedline --check --output build/scale.json $(if $(FEEDS),--feeds $(FEEDS))

clean: ## Remove what was built
	rm -rf .build build
