# services.stowplan -> the bot's units: one that takes webhooks, and with PostgreSQL as many workers as are asked for.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkEnableOption mkIf mkOption types;
  cfg = config.services.stowplan;

  # With PostgreSQL the jobs are shared; without it the one process does everything.
  isShared = cfg.database.createLocally || cfg.database.urlFile != null;
  workers = if isShared then cfg.workers else 0;

  # Up to NixOS 25.05 the databases are there when the service is, since then when the target is.
  database = if config.systemd.targets ? postgresql then "postgresql.target" else "postgresql.service";

  environment = {
    NODE_ENV = "production";
    APP_ID = toString cfg.appId;
    HOST = cfg.host;
    LOG_FORMAT = "json";
    HOME = "/var/lib/stowplan";
    XDG_CACHE_HOME = "/var/cache/stowplan";
    # Archives of flake inputs are unpacked here; /tmp may be memory.
    TMPDIR = "/var/tmp";
    STOWPLAN_FORKS = if cfg.forks == "sandbox" then "yes" else "no";
  }
  // lib.optionalAttrs cfg.database.createLocally {
    DATABASE_URL = "postgres://stowplan@localhost/stowplan?host=/run/postgresql";
  }
  // cfg.settings;

  credentials = [
    "private-key:${toString cfg.privateKeyFile}"
    "webhook-secret:${toString cfg.webhookSecretFile}"
  ]
  ++ lib.optional (cfg.database.urlFile != null) "database-url:${toString cfg.database.urlFile}";

  # Secrets reach the process from systemd's credentials, never from the store or the unit's text.
  start = pkgs.writeShellScript "stowplan-start" ''
    set -eu
    export PRIVATE_KEY_PATH="$CREDENTIALS_DIRECTORY/private-key"
    WEBHOOK_SECRET="$(< "$CREDENTIALS_DIRECTORY/webhook-secret")"
    export WEBHOOK_SECRET
    if [ -e "$CREDENTIALS_DIRECTORY/database-url" ]; then
      DATABASE_URL="$(< "$CREDENTIALS_DIRECTORY/database-url")"
      export DATABASE_URL
    fi
    exec ${lib.getExe' cfg.package "stowplan-bot"}
  '';

  service = role: port: {
    description = "Stowplan bot (${role})";
    wantedBy = [ "multi-user.target" ];
    wants = [ "network-online.target" ];
    after = [ "network-online.target" ] ++ lib.optional cfg.database.createLocally database;
    requires = lib.optional cfg.database.createLocally database;
    environment = environment // {
      STOWPLAN_ROLE = role;
      PORT = toString port;
    };
    # A wrong setting does not mend itself: five attempts, then it is left to be looked at.
    startLimitIntervalSec = 120;
    startLimitBurst = 5;
    serviceConfig = {
      ExecStart = start;
      LoadCredential = credentials;
      Restart = "on-failure";
      RestartSec = 5;
      # Jobs that run are finished or handed back first.
      TimeoutStopSec = "5min";
      MemoryMax = mkIf (cfg.memoryMax != null) cfg.memoryMax;
      TasksMax = 4096;
    }
    // hardening;
  };

  # Not here, because bubblewrap needs them: RestrictNamespaces, and whatever covers parts of /proc (ProtectKernelTunables,
  # ProtectKernelLogs, ProtectProc): the kernel lets nobody mount a whole /proc who sees only a part of one.
  hardening = {
    User = "stowplan";
    Group = "stowplan";
    StateDirectory = "stowplan";
    StateDirectoryMode = "0700";
    CacheDirectory = "stowplan";
    CacheDirectoryMode = "0700";
    UMask = "0077";
    CapabilityBoundingSet = "";
    LockPersonality = true;
    NoNewPrivileges = true;
    PrivateDevices = true;
    PrivateTmp = true;
    ProtectClock = true;
    ProtectControlGroups = true;
    ProtectHome = true;
    ProtectHostname = true;
    ProtectKernelModules = true;
    ProtectSystem = "strict";
    RemoveIPC = true;
    RestrictAddressFamilies = [
      "AF_UNIX"
      "AF_INET"
      "AF_INET6"
      "AF_NETLINK"
    ];
    RestrictRealtime = true;
    RestrictSUIDSGID = true;
    SystemCallArchitectures = "native";
    SystemCallFilter = [
      "@system-service"
      "@mount"
    ];
  };

  secretFile = text: mkOption {
    type = types.path;
    example = "/run/secrets/stowplan";
    # A string, so that a path literal does not copy the secret into the store.
    apply = toString;
    description = "${text} A file of the host; it is read as root and handed over by systemd.";
  };
in
{
  options.services.stowplan = {
    enable = mkEnableOption "the Stowplan bot, a GitHub App that comments a plan on pull requests";

    package = mkOption {
      type = types.package;
      description = "The package with `bin/stowplan-bot`.";
    };

    appId = mkOption {
      type = types.ints.positive;
      example = 123456;
      description = "Number of the GitHub App.";
    };

    privateKeyFile = secretFile "Private key of the GitHub App.";
    webhookSecretFile = secretFile "Secret that GitHub signs webhooks with.";

    host = mkOption {
      type = types.str;
      default = "127.0.0.1";
      description = "Address to listen on. A reverse proxy with TLS belongs in front of it.";
    };

    port = mkOption {
      type = types.port;
      default = 3000;
      description = "Port of webhooks, `/healthz` and `/metrics`. Workers listen on the ports after it.";
    };

    openFirewall = mkOption {
      type = types.bool;
      default = false;
      description = "Open the port of webhooks.";
    };

    forks = mkOption {
      type = types.enum [
        "refuse"
        "sandbox"
      ];
      default = "refuse";
      description = "Whether pull requests of forks are planned. They are evaluated in a sandbox, or not at all.";
    };

    workers = mkOption {
      type = types.ints.between 1 16;
      default = 1;
      description = "Worker processes, where a database is configured. Each evaluates one pull request at a time.";
    };

    memoryMax = mkOption {
      type = types.nullOr types.str;
      default = null;
      example = "8G";
      description = "Memory of each process and all that it starts.";
    };

    database = {
      createLocally = mkOption {
        type = types.bool;
        default = false;
        description = "Keep the jobs in a PostgreSQL database on this host, which is set up.";
      };
      urlFile = mkOption {
        type = types.nullOr types.path;
        default = null;
        apply = file: if file == null then null else toString file;
        description = "File with the address of a PostgreSQL database (`postgres://…`) that several bots share.";
      };
    };

    settings = mkOption {
      type = types.attrsOf types.str;
      default = { };
      example = {
        STOWPLAN_CLONES_GIB = "50";
        GHE_HOST = "github.example.org";
        LOG_LEVEL = "debug";
      };
      description = "Further environment variables. They are readable by everybody: no secrets.";
    };
  };

  config = mkIf cfg.enable {
    assertions = [
      {
        assertion = !(cfg.database.createLocally && cfg.database.urlFile != null);
        message = "services.stowplan.database: set createLocally or urlFile, not both.";
      }
    ];

    # A hardened kernel forbids what bubblewrap is made of.
    security.unprivilegedUsernsClone = mkIf (cfg.forks == "sandbox") (lib.mkDefault true);

    users.users.stowplan = {
      isSystemUser = true;
      group = "stowplan";
      home = "/var/lib/stowplan";
    };
    users.groups.stowplan = { };

    services.postgresql = mkIf cfg.database.createLocally {
      enable = true;
      ensureDatabases = [ "stowplan" ];
      ensureUsers = [
        {
          name = "stowplan";
          ensureDBOwnership = true;
        }
      ];
    };

    systemd.services = {
      stowplan = service (if isShared then "web" else "all") cfg.port;
    }
    // lib.listToAttrs (
      map (number: lib.nameValuePair "stowplan-worker-${toString number}" (service "worker" (cfg.port + number))) (lib.range 1 workers)
    );

    networking.firewall.allowedTCPPorts = mkIf cfg.openFirewall [ cfg.port ];
  };
}
