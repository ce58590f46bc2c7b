// fast-check with a seed: what passed once passes again, on every machine. STOWPLAN_TEST_SEED=2 looks elsewhere.
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["STOWPLAN_TEST_SEED"] ?? "20260714") });

export { fc };
