// Counts, gauges and histograms -> the text that Prometheus reads (its "Text-based format", version 0.0.4).

export type Labels = Readonly<Record<string, string>>;

export type MetricKind = "counter" | "gauge" | "histogram";

export type MetricDefinition = {
  readonly name: string;
  readonly kind: MetricKind;
  readonly help: string;
  /** Upper bounds of a histogram, ascending, without the infinite one. */
  readonly buckets?: readonly number[];
};

export type Sample = { readonly value: number; readonly labels?: Labels };

export type Metrics = {
  /** Adds one to a counter. */
  count(name: string, labels?: Labels): void;
  /** Sets a gauge. */
  set(name: string, sample: Sample): void;
  /** Adds a value to a histogram. */
  observe(name: string, sample: Sample): void;
  render(): string;
};

type Series = { readonly labels: Labels; value: number; readonly counts: number[]; sum: number };

/** A label's value may hold anything. */
function escapeLabel(value: string): string {
  return value.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");
}

function escapeHelp(help: string): string {
  return help.replace(/\\/g, "\\\\").replace(/\n/g, "\\n");
}

function printLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function printSeries({ name, kind, buckets = [] }: MetricDefinition, { labels, value, counts, sum }: Series): readonly string[] {
  if (kind !== "histogram") return [`${name}${printLabels(labels)} ${value}`];
  const bounds = [...buckets.map(String), "+Inf"];
  const lines = bounds.map((le, index) => `${name}_bucket${printLabels({ ...labels, le })} ${counts[index] ?? 0}`);
  return [...lines, `${name}_sum${printLabels(labels)} ${sum}`, `${name}_count${printLabels(labels)} ${value}`];
}

/** Opens metrics of these names. A name that is not among them is a mistake in the program: it throws. */
export function createMetrics(definitions: readonly MetricDefinition[]): Metrics {
  const known = new Map(definitions.map((definition) => [definition.name, { definition, series: new Map<string, Series>() }]));

  function seriesOf(name: string, labels: Labels): { readonly definition: MetricDefinition; readonly series: Series } {
    const metric = known.get(name);
    if (metric === undefined) throw new TypeError(`no metric is called ${name}`);
    const key = printLabels(labels);
    const found = metric.series.get(key) ?? { labels, value: 0, counts: [...(metric.definition.buckets ?? []), Infinity].map(() => 0), sum: 0 };
    metric.series.set(key, found);
    return { definition: metric.definition, series: found };
  }

  return {
    count: (name, labels = {}) => {
      seriesOf(name, labels).series.value += 1;
    },
    set: (name, { value, labels = {} }) => {
      seriesOf(name, labels).series.value = value;
    },
    observe: (name, { value, labels = {} }) => {
      const { definition, series } = seriesOf(name, labels);
      // A bucket counts everything up to its bound, so also what smaller ones count.
      [...(definition.buckets ?? []), Infinity].forEach((bound, index) => {
        if (value <= bound) series.counts[index] = (series.counts[index] ?? 0) + 1;
      });
      series.sum += value;
      series.value += 1;
    },
    render: () =>
      [...known.values()]
        .flatMap(({ definition, series }) => [
          `# HELP ${definition.name} ${escapeHelp(definition.help)}`,
          `# TYPE ${definition.name} ${definition.kind}`,
          ...[...series.values()].flatMap((one) => printSeries(definition, one)),
        ])
        .map((line) => `${line}\n`)
        .join(""),
  };
}
