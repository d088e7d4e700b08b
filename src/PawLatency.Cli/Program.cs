using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using PawLatency.Cli;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// By default the root command is named after the assembly; users type the name of the tool.
var root = new Command(
    "pawlatency",
    """
    Virtual pain experiments in rats: opioid analgesia, tolerance and opioid-induced hyperalgesia.

    Examples:
      pawlatency run                          the reference experiment
      pawlatency run my-study.yaml --out d1   your own, into the folder d1
      pawlatency check                        holds the reference curve against the published shape
      pawlatency check latencies.csv --treated morphine --control saline --junit shape.xml
      pawlatency plot latencies.csv --study reference --animals
      pawlatency explore                      a page on this machine: move the dose, see the curve
      pawlatency verify --failing             which published findings the model does not reproduce
      pawlatency analyse latencies.csv        what differs between the groups, day by day
      pawlatency dose-response ladder.csv     the dose of half effect of each drug, and their ratio
      pawlatency power my-study.yaml          how many rats, tested on which days
      pawlatency report my-study.yaml         the whole study as one page
      pawlatency fit mine.csv --study my-study.yaml --free slow-tolerance-gain
                                              the model fitted to your own rats
      pawlatency list substances              what the library knows, and how
      pawlatency self-check                   whether this machine computes what others do

    Exit codes: 0 good, 1 a check failed, 2 bad input, 3 the solver failed.
    """
)
{
    RunVerb.Create(),
    CheckVerb.Create(),
    PlotVerb.Create(),
    ExploreVerb.Create(),
    VerifyVerb.Create(),
    AnalyseVerb.Create(),
    ExportVerb.Create(),
    DoseResponseVerb.Create(),
    PowerVerb.Create(),
    ReportVerb.Create(),
    FitVerb.Create(),
    CalibrateVerb.Create(),
    ListVerb.Create(),
    SchemaVerb.Create(),
    SelfCheckVerb.Create(),
    new HelpOption(),
    new VersionOption(),
};

// What files bring in is not obeyed by the terminal, and messages that nobody can read end no work.
MessageWriter.Install();
return Failures.Guard(root, args);
