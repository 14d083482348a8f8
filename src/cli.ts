import { Command, CommanderError } from 'commander';
import type { CompareFlags } from './commands/compare.ts';
import type { GateCommandFlags } from './commands/gate.ts';
import type { InitFlags } from './commands/init.ts';
import type { ModelsFlags } from './commands/models.ts';
import { EXIT } from './commands/outcome.ts';
import type { PlanFlags } from './commands/plan.ts';
import type { ReportFlags } from './commands/report.ts';
import type { RescoreFlags } from './commands/rescore.ts';
import type { RunFlags } from './commands/run.ts';
import { addConfigFlags, addGateFlags, addList, addReportFlags } from './commands/run-options.ts';
import type { ValidateFlags } from './commands/validate.ts';
import { codeOf, Interrupted, type Mistake, messageOf, RunFailed, UsageError } from './errors.ts';
import { printableLines } from './printable.ts';
import { forLog } from './reports/github-log.ts';
import { wrapped } from './reports/wrapped.ts';
import { VERSION } from './version.ts';

/**
 * The program. Commands are loaded when they are called, so that help and mistakes are shown at once.
 *
 * @returns the exit code
 */
export async function main(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.done;
  let unwritten = false;
  process.stdout.on('error', (error) => {
    // Whoever reads it may have seen enough (`assay … | head`). What is to be done is done, and has its exit code.
    if (codeOf(error) === 'EPIPE' || unwritten) return;
    // The work goes on: calls are in flight perhaps, and files are to be written.
    unwritten = true;
    process.exitCode = complain(`standard output can't be written: ${messageOf(error)}`, EXIT.incomplete);
  });
  process.stderr.on('error', () => {}); // there is nowhere left to say so
  const program = build((result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return unwritten && (code === EXIT.done || code === EXIT.gateFailed) ? EXIT.incomplete : code;
  } catch (error) {
    if (error instanceof Interrupted) return EXIT.interrupted;
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.done;
      // It is told already. Where no command is named, help is.
      if (error.code !== 'commander.help') await annotate([{ message: error.message.replace(/^error: /, '') }]);
      return EXIT.usage;
    }
    if (error instanceof UsageError || error instanceof RunFailed) {
      const code = complain(messageOf(error), error instanceof UsageError ? EXIT.usage : EXIT.incomplete);
      await annotate(error instanceof UsageError ? error.mistakes : [error]);
      return code;
    }
    return complain(
      `This should not have happened; please report it:\n${(error as Error)?.stack ?? String(error)}`,
      EXIT.incomplete,
    );
  }
}

/** What else GitHub is told of mistakes is in a file that other commands need not load. */
async function annotate(mistakes: readonly Mistake[]): Promise<void> {
  if (process.env.GITHUB_ACTIONS === 'true')
    await (await import('./commands/machine-reports.ts')).annotateMistakes(mistakes);
}

function complain(message: string, code: number): number {
  process.stderr.write(`${forLog(wrapped(printableLines(message), process.stderr.columns))}\n`);
  return code;
}

/** Takes the exit code of the command that was called. */
type Done = (code: number) => void;

function build(done: Done): Command {
  const program = new Command('assay')
    .description('Evaluates language models and what they write, from a YAML config to CSV with statistics.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(forLog(printableLines(text))) })
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help for help)')
    .addHelpText(
      'after',
      `
Examples:
  assay init my-eval                 write a config and a small dataset to begin with
  assay plan my-eval/assay.yaml      what a run would ask and cost; asks nothing
  assay run my-eval/assay.yaml       run it; the same command again goes on after a stop
  assay run my-eval/assay.yaml --replay   from the recording alone, without a network

Exit codes: 0 done · 1 a gate failed · 2 command, config or data wrong · 3 incomplete · 130 interrupted`,
    );
  addRun(program, done);
  addValidate(program, done);
  addPlan(program, done);
  addInit(program, done);
  addModels(program, done);
  addRescore(program, done);
  addReport(program, done);
  addCompare(program, done);
  addGate(program, done);
  addRecording(program, done);
  addSchema(program);
  return program;
}

function addRun(program: Command, done: Done): void {
  addReportFlags(
    addGateFlags(
      addConfigFlags(
        program.command('run').description('run evaluations').argument('<config...>', 'run configs (YAML)'),
      ),
    ),
  )
    .option('--replay', 'make no call: everything must be in the recording')
    .option('--refresh', 'ask everything anew, even what is recorded')
    .option('-q, --quiet', 'no progress and no table')
    .option('--json', 'the results as one JSON document on standard output')
    .addHelpText(
      'after',
      `
Examples:
  assay run configs/quickstart.yaml
  assay run a.yaml b.yaml --limit 20
  assay run a.yaml --set evaluator.rounds=1 --set evaluator.judge.model=qwen3:8b
  assay run a.yaml --replay --recording shared.jsonl
  assay run a.yaml --gate 'coverage >= 0.99' --gate 'coherence mean not worse than baseline' --baseline results/before
  assay run a.yaml --quiet --json --junit report.xml`,
    )
    .action(async (configs: string[], flags: RunFlags) => {
      if (flags.replay && flags.refresh) throw new UsageError('--replay and --refresh exclude each other');
      const loaded = (await import('./commands/configs.ts')).loadConfigs(configs, flags);
      done(await (await import('./commands/run.ts')).runCommand(loaded, flags));
    });
}

function addValidate(program: Command, done: Done): void {
  addGateFlags(
    addConfigFlags(
      program.command('validate').description('check configs, data and gates; asks nothing').argument('<config...>'),
    ),
  )
    .addHelpText(
      'after',
      `
Examples:
  assay validate configs/*.yaml
  assay validate configs/quickstart.yaml --limit 20 --gate 'coverage >= 0.99' --gate 'clarity pearson >= 0.7'`,
    )
    .action(async (configs: string[], flags: ValidateFlags) => {
      done(await (await import('./commands/validate.ts')).validateCommand(configs, flags));
    });
}

function addPlan(program: Command, done: Done): void {
  addConfigFlags(
    program
      .command('plan')
      .description('what a run would ask, and what it would cost; asks nothing')
      .argument('<config>'),
  )
    .option('--prompts', 'show the first prompt that each model would be given')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExamples:\n  assay plan my.yaml\n  assay plan my.yaml --prompts | less')
    .action(async (config: string, flags: PlanFlags) => {
      done(await (await import('./commands/plan.ts')).planCommand(config, flags));
    });
}

function addInit(program: Command, done: Done): void {
  program
    .command('init')
    .description('write a commented config and a small dataset to begin with')
    .argument('[folder]', 'where to', 'my-eval')
    .option('--backend <type>', 'ollama or openai')
    .option('--evaluator <type>', 'batcheval, peem or mt-bench')
    .option('--model <name>', 'the judge; for peem, a model to rank')
    .option('--base-url <url>', 'address of the backend')
    .option('--force', 'replace files that are there')
    .addHelpText(
      'after',
      '\nExamples:\n  assay init\n  assay init my-eval --backend ollama --evaluator batcheval --model qwen3:8b',
    )
    .action(async (folder: string, flags: InitFlags) => {
      done(await (await import('./commands/init.ts')).initCommand(folder, flags));
    });
}

function addModels(program: Command, done: Done): void {
  program
    .command('models')
    .description('what a backend offers')
    .argument('<config|backend>', 'a run config, or ollama or openai')
    .option('--base-url <url>', 'address of the backend')
    .addHelpText(
      'after',
      '\nExamples:\n  assay models ollama\n  assay models my.yaml\n  assay models openai --base-url http://127.0.0.1:8000/v1',
    )
    .action(async (what: string, flags: ModelsFlags) => {
      done(await (await import('./commands/models.ts')).modelsCommand(what, flags));
    });
}

function addRescore(program: Command, done: Done): void {
  program
    .command('rescore')
    .description('read the stored replies of a run anew, free of charge')
    .argument('<run>', "a run's folder")
    .option('--config <file>', 'score by another config, for instance with another extraction')
    .option('--out <folder>', 'write there and leave the run as it is')
    .addHelpText('after', '\nExample:\n  assay rescore results/quickstart')
    .action(async (folder: string, flags: RescoreFlags) => {
      done(await (await import('./commands/rescore.ts')).rescoreCommand(folder, flags));
    });
}

function addReport(program: Command, done: Done): void {
  program
    .command('report')
    .description('draw a run, or several side by side, as one HTML page that needs no network')
    .argument('<run...>', "runs' folders")
    .option(
      '-o, --out <file>',
      'where to, - for standard output; report.html in the run’s folder, or here for several runs',
    )
    .addHelpText(
      'after',
      `
Examples:
  assay report results/quickstart
  assay report results/before results/after -o comparison.html`,
    )
    .action(async (folders: string[], flags: ReportFlags) => {
      done(await (await import('./commands/report.ts')).reportCommand(folders, flags));
    });
}

function addCompare(program: Command, done: Done): void {
  const compare = program
    .command('compare')
    .description('which of several runs, or of the models of one run, is better, and how sure that is')
    .argument('<run...>', "runs' folders or scores.csv files; one alone: its models are compared")
    .option('--baseline <name>', 'compare every other run or model with this one only');
  addList(compare, '--criterion <name>', 'only this criterion (repeatable)');
  addList(compare, '--lower-is-better <criterion>', 'a criterion on which less is better (repeatable)')
    .option('--force', "compare what isn't comparable, and say what differs")
    .option('--csv', 'as CSV')
    .option('--json', 'as JSON')
    .option('--markdown', 'as Markdown')
    .addHelpText(
      'after',
      `
Examples:
  assay compare results/before results/after
  assay compare results/quickstart             the models of one run, with a leaderboard
  assay compare results/a results/b results/c --baseline a
  assay compare old/scores.csv new/scores.csv --markdown`,
    )
    .action(async (runs: string[], flags: CompareFlags) => {
      done(await (await import('./commands/compare.ts')).compareCommand(runs, flags));
    });
}

function addGate(program: Command, done: Done): void {
  addReportFlags(
    addGateFlags(
      program
        .command('gate')
        .description('decide gates on a finished run; asks nothing')
        .argument('<run>', "a run's folder"),
    ),
  )
    .option('--json', 'the results as one JSON document on standard output')
    .addHelpText(
      'after',
      `
Without --gate, the gates of the run's config are decided.

Examples:
  assay gate results/quickstart
  assay gate results/quickstart --gate 'clarity pearson >= 0.7' --gate 'coverage == 1'
  assay gate results/after --gate 'clarity mean not worse than baseline' --baseline results/before`,
    )
    .action(async (run: string, flags: GateCommandFlags) => {
      done(await (await import('./commands/gate.ts')).gateCommand(run, flags));
    });
}

function addRecording(program: Command, done: Done): void {
  const recording = program.command('recording').description('share recorded calls');
  recording
    .command('export')
    .description('write the calls of a run, or a whole recording, to a JSONL file')
    .argument('<run|recording>')
    .argument('<file>', 'where to; - for standard output')
    .action(async (from: string, to: string) => {
      done(await (await import('./commands/recording.ts')).exportCommand(from, to));
    });
  recording
    .command('import')
    .description('add the calls of a JSONL file to a recording')
    .argument('<file>')
    .argument('[recording]', 'the recording', 'results/recording.jsonl')
    .action(async (from: string, to: string) => {
      done(await (await import('./commands/recording.ts')).importCommand(from, to));
    });
}

function addSchema(program: Command): void {
  program
    .command('schema')
    .description('print the JSON Schema of run configs')
    .addHelpText('after', '\nExample:\n  assay schema > run-config.schema.json')
    .action(async () => {
      const { jsonSchema } = await import('./config/schema.ts');
      process.stdout.write(`${JSON.stringify(jsonSchema(), undefined, 2)}\n`);
    });
}
