// Every option of stowplan, defined once: types, defaults, texts, and who may set it. Other documents are generated from here.
import * as z from "zod";
import { FailureRule } from "./failure-rule.ts";
import { Images } from "./images-section.ts";
import { Labels } from "./labels-section.ts";
import { optionFacts, trusted } from "./option-facts.ts";
import { Policy } from "./policy-section.ts";
import { Updates } from "./updates-section.ts";

/** A glob as picomatch reads it is not supported: `*` (within a segment), `**` and `?` are. */
const Pattern = z.string().min(1).max(512);

/** One Compose project and how it is converted; names and defaults are compose2nix's where it has the option. */
export const ProjectConfig = z.strictObject({
  inputs: z.array(z.string().min(1)).min(1).describe("Compose files of the project, in the order they are merged."),
  output: z.string().optional().describe("The generated module. Default: a `.nix` file with a generator's header beside the first input."),
  project: z.string().optional().describe("The project's name. Default: `name:` of the file, else the folder's name."),
  runtime: z.enum(["docker", "podman"]).optional().describe("Container engine. Default: what the generated module says, else `podman`."),
  env_files: z.array(z.string()).default([]).describe("Files with variables for interpolation."),
  root_path: z.string().optional().describe("Absolute path of the project's folder on the host; relative bind mounts start there."),
  environment: z.record(z.string(), z.string()).default({}).describe("Variables for interpolation, as a shell would set them; they win over `env_files`."),
  profiles: z.array(z.string()).default([]).describe("Compose profiles that are on; `*` means all. Default: `COMPOSE_PROFILES` of the environment files."),
  profiles_as_options: z
    .boolean()
    .default(false)
    .describe("Convert the services of every profile; each profile gets an option `PREFIX.PROJECT.profiles.NAME.enable`, which is on by default for those of `profiles`."),
  dependency_timeout: z
    .string()
    .optional()
    .describe("How long a container waits for `service_healthy` and `service_completed_successfully`, as in `5m`. Default: 10 minutes, or longer where the health check's own settings say so."),
  ignore_missing_env_files: z.boolean().default(false).describe("Do not complain where a file of `env_files` is not there."),
  include_env_files: z.boolean().default(false).describe("Pass `env_files` and each service's `env_file` to the containers as files, too."),
  env_files_only: z.boolean().default(false).describe("Pass variables to the containers only as files, never in the module. Implies `include_env_files`."),
  service_include: z.string().optional().describe("Regular expression; only services whose name it matches are converted."),
  auto_start: z.boolean().default(true).describe("Start the containers at boot, unless a label says otherwise."),
  use_compose_log_driver: z.boolean().default(false).describe("Use the log driver of the Compose file even where it is Docker's own, `json-file`."),
  generate_unused_resources: z.boolean().default(false).describe("Create networks and volumes that no service uses."),
  check_systemd_mounts: z.boolean().default(false).describe("Let a container wait for the mount units of the paths that it binds."),
  check_bind_mounts: z.boolean().default(false).describe("Refuse to convert where a path that a container binds does not exist on this machine. Only the command line can look."),
  auto_format: z.boolean().default(false).describe("Format modules with the `nixfmt` that is installed."),
  use_upheld_by: z.boolean().default(false).describe("Start containers again when a network, volume or build they need comes up (needs systemd 249)."),
  remove_volumes: z.boolean().default(false).describe("Remove named volumes when their unit stops. Their data are lost then."),
  create_root_target: z.boolean().default(true).describe("Create a target that starts and stops the whole project."),
  default_stop_timeout: z.string().optional().describe("How long systemd waits for a container to stop, as in `90s`. Default: NixOS's own."),
  build: z.boolean().default(false).describe("Build images by units that start on their own; otherwise the units exist but are started by hand."),
  write_nix_setup: z.boolean().default(true).describe("Enable the container engine in the module."),
  option_prefix: z.string().optional().describe("Path before the project's name in the option that turns the module on."),
  enable_option: z.boolean().default(false).describe("Give the module an option `PREFIX.PROJECT.enable` that turns it on."),
  warnings_as_errors: z.boolean().default(false).describe("Report the project's warnings as errors."),
  sops_file: z.string().optional().describe("File of sops-nix secrets that services name by the label `compose2nix.settings.sops.secrets`."),
});
export type ProjectConfig = z.infer<typeof ProjectConfig>;

const Convert = z
  .strictObject({
    converter: z
      .enum(["stowplan", "compose2nix"])
      .default("stowplan")
      .describe("Who makes the modules that committed ones are compared with: stowplan, or the `compose2nix` that is installed. The latter never runs for forks, nor by the bot.")
      .register(optionFacts, trusted),
    write: z
      .enum(["off", "suggest", "commit"])
      .default("off")
      .describe("What to do about a module that was not regenerated: nothing, suggest its lines where the pull request changes them, or commit it to the pull request's branch (never a fork's; needs `contents: write`).")
      .register(optionFacts, { trusted: true, input: "convert-write" }),
    "overwrite-edits": z
      .boolean()
      .default(false)
      .describe("Let `write` replace modules that were edited by hand, too. The edits are lost then.")
      .register(optionFacts, trusted),
  })
  .prefault({});

const Hosts = z
  .strictObject({
    include: z.array(Pattern).default(["*"]).describe("Patterns of host names to plan.").register(optionFacts, { input: "hosts" }),
    exclude: z.array(Pattern).default([]).describe("Patterns of host names to leave out."),
  })
  .prefault({});

const Evaluation = z
  .strictObject({
    "max-jobs": z.int().min(1).max(64).default(2).describe("Hosts evaluated at the same time; fewer where the machine has not `max-memory` free for each.").register(optionFacts, { trusted: true, input: "max-jobs" }),
    "max-memory": z.int().min(256).default(4096).describe("MiB of memory for each evaluation; one that needs more is stopped.").register(optionFacts, { trusted: true, input: "max-memory" }),
    timeout: z.int().min(1).max(86_400).default(600).describe("Seconds for the evaluation of one host at one revision.").register(optionFacts, { trusted: true, input: "timeout" }),
    "leave-out": z
      .enum(["unread", "never"])
      .default("unread")
      .describe("Which hosts are not evaluated: those that read nothing of what changed, as far as the flake's text tells beyond doubt; or none, so that every change evaluates every host.")
      .register(optionFacts, trusted),
    "allow-import-from-derivation": z
      .boolean()
      .default(false)
      .describe("Let the flake build derivations while it is evaluated. This runs the pull request's code.")
      .register(optionFacts, trusted),
  })
  .prefault({});

const Registries = z
  .strictObject({
    mirrors: z
      .record(z.string(), z.url({ protocol: /^https?$/ }))
      .default({})
      .describe("Where a registry is really asked: registry name to URL; a path in the URL goes before the repository's.")
      .register(optionFacts, trusted),
    "allow-private": z
      .array(z.string())
      .default([])
      .describe("Registries (`host` or `host:port`) that may have a private, loopback or link-local address, or speak plain HTTP.")
      .register(optionFacts, trusted),
    timeout: z.int().min(1).max(600).default(30).describe("Seconds for one request to a registry.").register(optionFacts, trusted),
  })
  .prefault({});

const Backup = z
  .strictObject({
    command: z
      .string()
      .min(1)
      .max(1000)
      .regex(/^[^`\r\n]*$/, "it has to be one line without backticks")
      .optional()
      .describe("Command that saves one volume, told where a database or a volume is at stake: `{path}`, `{volume}`, `{container}` and `{host}` are filled in.")
      .register(optionFacts, trusted),
  })
  .prefault({});

const Comment = z
  .strictObject({
    "when-unchanged": z
      .enum(["update", "always", "never"])
      .default("update")
      .describe("What to say when nothing changes: only where a comment exists already, always, or never (an old comment is removed)."),
  })
  .prefault({});

const Check = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .describe("Write a check run with annotations, where the token has `checks: write`. A plan of a fork that another job made gets no better conclusion than neutral.")
      .register(optionFacts, { trusted: true, input: "check" }),
  })
  .prefault({});

/** The whole configuration, after defaults. */
export const Config = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, "small letters, digits, `.`, `_` and `-` can stand here, at most 63")
    .default("default")
    .describe("Names this configuration's comment, so that several can stand on one pull request.")
    .register(optionFacts, { input: "key" }),
  flake: z.string().default(".").describe("Folder of the flake.nix, relative to the repository's root.").register(optionFacts, { input: "flake" }),
  submodules: z
    .enum(["auto", "on", "off"])
    .default("auto")
    .describe("Whether the flake sees the files of git submodules: where flake.nix says `inputs.self.submodules = true`, always, or never. They are read from the checkout."),
  "hosts-attribute": z
    .string()
    .max(256)
    .regex(/^[A-Za-z_][\w'-]*(?:\.(?:\*|[A-Za-z_][\w'-]*))*$/, "not a path of attributes such as `colmenaHive.nodes`")
    .default("nixosConfigurations")
    .describe("Where the flake's outputs keep the hosts, for example `colmenaHive.nodes` or `packages.x86_64-linux.nixosConfigurations`; the step `*` stands for every attribute, as in `packages.*.nixosConfigurations`, where a host that two systems have is called `x86_64-linux/falcon`."),
  hosts: Hosts,
  compose: z
    .array(Pattern)
    .default(["**/compose*.yml", "**/compose*.yaml", "**/docker-compose*.yml", "**/docker-compose*.yaml", "**/podman-compose*.yml", "**/podman-compose*.yaml"])
    .describe("Patterns of Compose files. A changed file that matches is planned even without a `projects` entry."),
  projects: z.array(ProjectConfig).default([]).describe("Compose projects that need options of their own."),
  convert: Convert,
  evaluation: Evaluation,
  registries: Registries,
  images: Images,
  updates: Updates,
  backup: Backup,
  comment: Comment,
  policy: Policy,
  check: Check,
  labels: Labels,
  "fail-on": z
    .array(FailureRule)
    .max(100)
    .default(["error"])
    .describe("What fails the run and the check: `none`, `error`, `warning`, actions such as `left-stopped`, codes of findings; see below. A single word needs no list.")
    .register(optionFacts, { trusted: true, input: "fail-on" }),
});
export type Config = z.infer<typeof Config>;
