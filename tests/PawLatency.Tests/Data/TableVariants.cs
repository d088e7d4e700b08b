using System.Globalization;
using System.Text;
using PawLatency.Data;

namespace PawLatency.Tests.Data;

/// <summary>The forms of one table: two groups of four rats, tested on days 0 and 7.</summary>
internal static class TableVariants
{
    private static readonly double[][] Saline =
    [
        [9.4, 10.5],
        [9.3, 10.2],
        [9.9, 10.4],
        [10.8, 9.9],
    ];
    private static readonly double[][] Morphine =
    [
        [11.3, 7.1],
        [10.0, 7.3],
        [10.1, 8.0],
        [9.1, 6.8],
    ];

    private static readonly (string Name, double[][] Rats)[] Groups = [("saline", Saline), ("morphine", Morphine)];

    private static readonly ReadingOptions None = new();

    /// <summary>All of them.</summary>
    public static IEnumerable<Variant> All =>
        [
            .. Separators,
            .. Encodings,
            .. Words,
            .. Units,
            .. Times,
            .. Marks,
            .. Wide,
            .. Grouped,
            .. Sheets,
            .. Hidden,
            .. Sizes,
            .. Pages,
            .. Apart,
            .. Refused,
        ];

    private static IEnumerable<(string Group, int Rat, int Day, double Value)> Cells =>
        Groups.SelectMany(group =>
            group.Rats.SelectMany((rat, number) => rat.Select((value, day) => (group.Name, number + 1, 7 * day, value)))
        );

    /// <summary>The long table.</summary>
    public static string Long(
        string head = "group,rat,day,latency_s",
        Func<(string Group, int Rat, int Day, double Value), string>? row = null
    ) =>
        head
        + "\n"
        + string.Concat(Cells.Select(cell => (row ?? (one => $"{one.Group},{one.Rat},{one.Day},{Text(one.Value)}"))(cell) + "\n"));

    private static IEnumerable<Variant> Separators =>
        [
            Of("semicolons", Long().Replace(',', ';')),
            Of("tabs", Long().Replace(',', '\t')) with
            {
                File = "table.tsv",
            },
            Of("bars", Long().Replace(',', '|')),
            Of("spaces", Long().Replace(",", " ", StringComparison.Ordinal)) with
            {
                File = "table.dat",
            },
            Of("columns of spaces", Long().Replace(",", "     ", StringComparison.Ordinal)) with
            {
                File = "table.dat",
            },
            Of("sep line", "sep=;\n" + Long().Replace(',', ';')),
            Of(
                "quotes",
                Long("\"group\",\"rat\",\"day\",\"latency_s\"", c => $"\"{c.Group}\",\"{c.Rat}\",\"{c.Day}\",\"{Text(c.Value)}\"")
            ),
            Of("carriage returns", Long().Replace("\n", "\r\n", StringComparison.Ordinal)),
            Of("old line ends", Long().Replace('\n', '\r')),
            Of("no last line end", Long().TrimEnd()),
            Of(
                "empty rows and columns",
                Long("group,rat,day,latency_s,,", c => $"{c.Group},{c.Rat},{c.Day},{Text(c.Value)},,") + ",,,,,\n\n"
            ),
            Of("spaces beside cells", Long("group , rat , day , latency_s", c => $" {c.Group} , {c.Rat} ,{c.Day}, {Text(c.Value)} ")),
            Of("title above", "Experiment 3\n\n" + Long()),
            Of("remark above", "# exported in May\n" + Long()),
            Of("decimal comma, told", Comma(), new ReadingOptions { HasDecimalComma = true }),
            Of("decimal comma by tab, told", Comma().Replace(';', '\t'), new ReadingOptions { HasDecimalComma = true }),
            Refuse(
                "decimal comma, not told",
                Comma(),
                "2:4: latency_s: \"9,4\" is not a number. Decimals are written with a point, as in 0.5. --decimal comma"
            ),
            Refuse(
                "decimal comma between commas",
                Long(row: c => $"{c.Group},{c.Rat},{c.Day},{Text(c.Value).Replace('.', ',')}"),
                "2:5: This row has 5 cells"
            ),
            Refuse("points under comma", Long().Replace(',', ';'), "--decimal comma says", new ReadingOptions { HasDecimalComma = true }),
        ];

    private static IEnumerable<Variant> Encodings =>
        [
            new("UTF-8 with mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Long())], None, null),
            new("UTF-16 with mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Long())], None, null),
            new("UTF-16 big-endian", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Long())], None, null),
            new("UTF-16 without mark", Encoding.Unicode.GetBytes(Long()), None, null),
            new("UTF-32", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Long())], None, null),
            Of("no-break spaces", Long().Replace(",", "\u00A0,\u00A0", StringComparison.Ordinal)),
            Of("ASCII as Latin", Long()),
            new(
                "Latin names",
                Encoding.Latin1.GetBytes(Long().Replace("saline", "v\u00E9hicule", StringComparison.Ordinal)),
                None,
                "is not UTF-8 text. Save the file as UTF-8."
            ),
        ];

    private static IEnumerable<Variant> Words =>
        [
            Of("capitals", Long("Group,Rat,Day,Latency_s")),
            Of("treatment, subject", Long("Treatment,Subject,Day,PWL (s)")),
            Of("drug, ID", Long("Drug,ID,Test day,Latency [s]")),
            Of("animal number", Long("condition,Animal No.,Days,Paw withdrawal latency (sec)")),
            Of("mouse", Long("arm,mouse,day,withdrawal latency s")),
            Of("one word", Long("Group,AnimalID,Day,LatencyS")),
            Of("I.D.", Long("Group,Rat I.D.,Day,latency (seconds)")),
            Of("Hargreaves", Long("group,rat,day,Hargreaves (s)")),
            Of(
                "own words, told",
                Long("Gruppe,Tier,Tag,Wert"),
                new ReadingOptions { Columns = ["group=Gruppe", "rat=Tier", "day=Tag", "latency=Wert"] }
            ),
            Of("own words by number", Long("A,B,C,D"), new ReadingOptions { Columns = ["group=#1", "rat=#2", "day=#3", "latency=#4"] }),
            Of("other order", Long("day,latency_s,rat,group", c => $"{c.Day},{Text(c.Value)},{c.Rat},{c.Group}")),
            Of(
                "weight and remarks",
                Long(
                    "group,rat,weight_g,day,latency_s,remarks",
                    c => $"{c.Group},{c.Rat},{300 + c.Rat + c.Day},{c.Day},{Text(c.Value)},ok {c.Day}"
                )
            ),
            Of("a column of the animal", Long("group,rat,coat,day,latency_s", c => $"{c.Group},{c.Rat},c{c.Rat},{c.Day},{Text(c.Value)}")),
            Refuse("own words, not told", Long("Gruppe,Tier,Tag,Wert"), "--column group=HEAD"),
            Refuse(
                "a wrong column",
                Long(),
                "--column names the column \"ratt\", which is not there. Did you mean \"rat\"?",
                new ReadingOptions { Columns = ["rat=ratt"] }
            ),
            Refuse("a wrong role", Long(), "--column has the role \"animl\"", new ReadingOptions { Columns = ["animl=rat"] }),
            Refuse(
                "two columns of values",
                Long("group,rat,day,latency_s,PWL", c => $"{c.Group},{c.Rat},{c.Day},{Text(c.Value)},3"),
                "--column latency=latency_s"
            ),
            Refuse("a measure of latencies", Long("group,rat,day,%MPE"), "is made of latencies"),
        ];

    private static IEnumerable<Variant> Units =>
        [
            Of("milliseconds", Long("group,rat,day,latency_ms", c => $"{c.Group},{c.Rat},{c.Day},{Text(Math.Round(1000 * c.Value))}")),
            Of("unit in cells", Long(row: c => $"{c.Group},{c.Rat},{c.Day},{Text(c.Value)} s")),
            Of("hours", Long("group,rat,time_h,latency_s", c => $"{c.Group},{c.Rat},{24 * c.Day},{Text(c.Value)}")),
            Of("minutes", Long("group,rat,Time (min),latency_s", c => $"{c.Group},{c.Rat},{1440 * c.Day},{Text(c.Value)}")),
            Of("weeks", Long("group,rat,week,latency_s", c => $"{c.Group},{c.Rat},{c.Day / 7},{Text(c.Value)}")),
            Of("exponents", Long(row: c => $"{c.Group},{c.Rat},{c.Day},{(c.Value / 10).ToString(CultureInfo.InvariantCulture)}e1")),
            Of("more digits", Long(row: c => $"{c.Group},{c.Rat},{c.Day},{c.Value.ToString("0.000", CultureInfo.InvariantCulture)}")),
            Refuse("time without a unit", Long("group,rat,time,latency_s"), "2:3: time: \"0\" has no unit; --column day=time"),
            Of("time without a unit, told", Long("group,rat,time,latency_s"), new ReadingOptions { Columns = ["day=time"] }),
        ];

    private static IEnumerable<Variant> Times =>
        [
            Of("Day 7", Long(row: c => $"{c.Group},{c.Rat},Day {c.Day},{Text(c.Value)}")),
            Of("D7", Long("group,rat,time,latency_s", c => $"{c.Group},{c.Rat},D{c.Day},{Text(c.Value)}")),
            Of("Day-7", Long(row: c => $"{c.Group},{c.Rat},Day-{c.Day},{Text(c.Value)}")),
            Of("7 days", Long(row: c => $"{c.Group},{c.Rat},{c.Day} days,{Text(c.Value)}")),
            Of(
                "Baseline",
                Long("group,rat,timepoint,latency_s", c => $"{c.Group},{c.Rat},{(c.Day == 0 ? "Baseline" : "day 7")},{Text(c.Value)}")
            ),
            Of("168 h", Long("group,rat,time,latency_s", c => $"{c.Group},{c.Rat},{24 * c.Day} h,{Text(c.Value)}")),
            Of(
                "dates",
                Long("group,rat,date,latency_s", c => $"{c.Group},{c.Rat},2024-03-{4 + c.Day:00},{Text(c.Value)}"),
                new ReadingOptions { Day0 = "2024-03-04" }
            ),
            Of(
                "German dates",
                Long("group,rat,date,latency_s", c => $"{c.Group},{c.Rat},{4 + c.Day:00}.03.2024,{Text(c.Value)}"),
                new ReadingOptions { Day0 = "04.03.2024" }
            ),
            Of(
                "days and hours of the same",
                Long("group,rat,day,hours,latency_s", c => $"{c.Group},{c.Rat},{c.Day},{24 * c.Day},{Text(c.Value)}")
            ),
            Refuse(
                "dates without day 0",
                Long("group,rat,date,latency_s", c => $"{c.Group},{c.Rat},2024-03-{4 + c.Day:00},{Text(c.Value)}"),
                "2:3: date: \"2024-03-04\" is a date; --day-0 2024-03-04"
            ),
            Refuse(
                "dates to be exchanged",
                Long("group,rat,date,latency_s", c => $"{c.Group},{c.Rat},0{1 + c.Day}/03/2024,{Text(c.Value)}"),
                "day and month could be exchanged",
                new ReadingOptions { Day0 = "2024-03-01" }
            ),
            Refuse(
                "post beside days",
                Long(row: c => $"{c.Group},{c.Rat},{(c.Day == 0 ? "0" : "post")},{Text(c.Value)}"),
                "is a time after the drug without a number"
            ),
            Refuse(
                "an unknown time",
                Long(row: c => $"{c.Group},{c.Rat},{(c.Day == 0 ? "0" : "last")},{Text(c.Value)}"),
                "3:3: day: \"last\" is not a number."
            ),
        ];

    private static IEnumerable<Variant> Marks =>
        [
            .. new[] { "", "NA", "n.d.", "-", ".", "#N/A", "NaN", "n/a", "\u2013", "ND", "missing" }.Select(code =>
                Of($"missing as \"{code}\"", Long() + $"saline,5,0,{code}\nmorphine,5,7,{code}\n")
            ),
            Of("excluded values", Long() + "saline,5,0,7.4*\nmorphine,5,7,99 *\n"),
            Of(
                "a column of excluded",
                Long("group,rat,day,latency_s,excluded", c => $"{c.Group},{c.Rat},{c.Day},{Text(c.Value)},0") + "saline,5,7,99,1\n"
            ),
            Refuse("a value below a bound", Long() + "saline,5,0,<0.5\n", "18:4: latency_s: \"<0.5\" is not a number."),
            Refuse("mean and error in a cell", Long() + "saline,5,0,9.4 \u00B1 0.3\n", "Give mean, SEM and N a column each."),
            Refuse("a zero", Long() + "saline,5,0,0\n", "18:4: latency_s: \"0\" is out of range; it must be above 0"),
            Refuse("1e308", Long() + "saline,5,0,1e308\n", "18:4: latency_s: \"1e308\" is out of range"),
            Refuse("a huge day", Long() + "saline,5,1e308,9\n", "18:3: day: \"1e308\" is out of range"),
            Refuse("a huge cell", Long() + $"saline,5,0,{new string('9', 100_000)}x\n", "..."),
            Refuse("control characters", Long() + "saline,5,0,\u001b[31m9\n", "\\u001B[31m9"),
            Refuse("a row of means", Long() + "saline,Mean,7,10.2\n", "\"Mean\" is a summary and no animal"),
        ];

    private static IEnumerable<Variant> Wide =>
        [
            Of("days across", Across("group,rat,day 0,day 7")),
            Of("Baseline and D7 across", Across("Treatment,ID,Baseline,D7")),
            Of("latencies across", Across("group,animal,PWL day 0 (s),PWL day 7 (s)")),
            Of("weeks across", Across("group,rat,Week 0,Week 1")),
            Of("pre and day 7 across", Across("group,rat,pre,Day 7")),
            Of(
                "two heads across",
                Across("group,rat,Day,\n,,0,7").Replace("group,rat,Day,\n,,0,7", ",,Day,\ngroup,rat,0,7", StringComparison.Ordinal)
            ),
            Of(
                "trials across",
                Long("group,rat,day,trial 1,trial 2", c => $"{c.Group},{c.Rat},{c.Day},{Text(c.Value - 0.5)},{Text(c.Value + 0.5)}")
            ),
            Of(
                "paws across",
                Long("group,rat,day,PWL left (s),PWL right (s)", c => $"{c.Group},{c.Rat},{c.Day},{Text(c.Value - 1)},{Text(c.Value + 1)}")
            ),
            Refuse(
                "sides across",
                Long("group,rat,day,PWL ipsi (s),PWL contra (s)", c => $"{c.Group},{c.Rat},{c.Day},{Text(c.Value)},9"),
                "ipsi and contra are not averaged"
            ),
            Of(
                "sides across, told",
                Long("group,rat,day,PWL ipsi (s),PWL contra (s)", c => $"{c.Group},{c.Rat},{c.Day},{Text(c.Value)},9"),
                new ReadingOptions { Columns = ["latency=PWL ipsi (s)"] }
            ),
            Refuse(
                "no group",
                Across("group,rat,day 0,day 7", group: false).Replace("group,", "", StringComparison.Ordinal),
                "--group NAME"
            ),
        ];

    private static IEnumerable<Variant> Grouped =>
        [
            Of("names repeated", Block("day,saline,saline,saline,saline,morphine,morphine,morphine,morphine")),
            Of("names once", Block("Day,saline,,,,morphine,,,")),
            Of("animals numbered", Block("Day,saline 1,saline 2,saline 3,saline 4,morphine 1,morphine 2,morphine 3,morphine 4")),
            Of("animals numbered on", Block("Day,saline 1,saline 2,saline 3,saline 4,morphine 5,morphine 6,morphine 7,morphine 8")),
            Of("copies of a name", Block("Day,saline,saline.1,saline.2,saline.3,morphine,morphine.1,morphine.2,morphine.3")),
            Of(
                "row titles",
                Block(",saline,saline,saline,saline,morphine,morphine,morphine,morphine", day => day == 0 ? "Baseline" : "Day 7")
            ),
            Of("two heads", Block(",saline,,,,morphine,,,\nDay,1,2,3,4,1,2,3,4")),
            Of("two heads, names of animals", Block("Day,saline,,,,morphine,,,\n,S1,S2,S3,S4,M1,M2,M3,M4")),
            Of("hours down", Block("Time (h),saline,saline,saline,saline,morphine,morphine,morphine,morphine", day => $"{24 * day}")),
            Refuse(
                "times without a head",
                Block(",saline,saline,saline,saline,morphine,morphine,morphine,morphine"),
                "There is no column group"
            ),
            Of(
                "times without a head, told",
                Block(",saline,saline,saline,saline,morphine,morphine,morphine,morphine"),
                new ReadingOptions { Columns = ["day=#1"] }
            ),
            Refuse(
                "mean, error and N",
                "Day,saline,,,morphine,,\n0,9.9,0.3,4,10.1,0.5,4\n7,10.3,0.1,4,7.3,0.3,4\n",
                "--spread sem or --spread sd reads them so"
            ),
        ];

    private static IEnumerable<Variant> Sheets =>
        [
            Book("a workbook", Rows()),
            Book(
                "a workbook of days across",
                [
                    ["group", "rat", "day 0", "day 7"],
                    .. Across("").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => Typed(row.Split(','))),
                ]
            ),
            Book(
                "a workbook of dates",
                [
                    ["group", "rat", "date", "latency_s"],
                    .. Cells.Select(cell =>
                        (object?[])[cell.Group, (double)cell.Rat, new DateOnly(2024, 3, 4).AddDays(cell.Day), cell.Value]
                    ),
                ],
                new ReadingOptions { Day0 = "2024-03-04" }
            ),
            new(
                "a sheet by name",
                XlsxFile.Of(
                    (
                        "Notes",
                        [
                            ["ask Ann"],
                        ]
                    ),
                    ("Data", Rows())
                ),
                new ReadingOptions { Sheet = "data" },
                null
            )
            {
                File = "table.xlsx",
            },
            new(
                "a sheet by number",
                XlsxFile.Of(
                    (
                        "Notes",
                        [
                            ["ask Ann"],
                        ]
                    ),
                    ("Data", Rows())
                ),
                new ReadingOptions { Sheet = "2" },
                null
            )
            {
                File = "table.xlsx",
            },
            new("an empty sheet beside", XlsxFile.Of(("Sheet1", []), ("Data", Rows())), None, null) { File = "table.xlsx" },
            new(
                "two sheets",
                XlsxFile.Of(
                    (
                        "Notes",
                        [
                            ["ask Ann"],
                        ]
                    ),
                    ("Data", Rows())
                ),
                None,
                "choose one with --sheet \"Notes\""
            )
            {
                File = "table.xlsx",
            },
            new(
                "no such sheet",
                XlsxFile.Of(("Data", Rows())),
                new ReadingOptions { Sheet = "dta" },
                "There is no sheet \"dta\"; the sheets are \"Data\"."
            )
            {
                File = "table.xlsx",
            },
            Refuse("a sheet of text", Long(), "--sheet is for workbooks", new ReadingOptions { Sheet = "1" }),
            new("half a workbook", XlsxFile.Of(("Data", Rows()))[..^200], None, "The workbook is damaged or protected")
            {
                File = "table.xlsx",
            },
        ];

    // What a sheet does not show.
    private static IEnumerable<Variant> Hidden =>
        [
            new("hidden rows", XlsxFile.Of([6, 7], [], ("Data", Rows())), None, "rows 6, 7 are hidden and hold values")
            {
                File = "table.xlsx",
            },
            new("a hidden row", XlsxFile.Of([17], [], ("Data", Rows())), None, "row 17 is hidden and hold values") { File = "table.xlsx" },
            new("a hidden column", XlsxFile.Of([], [4], ("Data", Rows())), None, "column 4 is hidden and hold values")
            {
                File = "table.xlsx",
            },
            new(
                "a hidden row of another sheet",
                XlsxFile.Of([30], [], ("Data", Rows()), ("Notes", [.. Enumerable.Range(0, 30).Select(row => (object?[])[$"line {row}"])])),
                new ReadingOptions { Sheet = "Data" },
                null
            )
            {
                File = "table.xlsx",
            },
            new("hidden rows without values", XlsxFile.Of([18, 19], [7], ("Data", [.. Rows(), [null], [null]])), None, null)
            {
                File = "table.xlsx",
            },
            new("cells of percent", XlsxFile.Of(("Data", Rows(percent: true))), None, "2:4: latency_s: \"940%\" is not a number")
            {
                File = "table.xlsx",
            },
        ];

    // A value of another unit than its head.
    private static IEnumerable<Variant> Sizes =>
        [
            Refuse(
                "thousands with a point",
                Long(
                    "group;rat;day;latency_ms",
                    c => $"{c.Group};{c.Rat};{c.Day};{c.Value.ToString("0.000", CultureInfo.InvariantCulture)}"
                ),
                "2:4: 0.0094 s is faster than any animal; is the unit of the head right, or does a point separate thousands?"
            ),
            Refuse(
                "thousands with a comma, told as decimals",
                Long(
                    "group;rat;day;latency_ms",
                    c => $"{c.Group};{c.Rat};{c.Day};{c.Value.ToString("0.000", CultureInfo.InvariantCulture).Replace('.', ',')}"
                ),
                "is faster than any animal",
                new ReadingOptions { HasDecimalComma = true }
            ),
            Refuse("seconds under milliseconds", Long("group,rat,day,latency_ms"), "is faster than any animal"),
            Refuse(
                "thousands with a comma",
                Long("group,rat,day,latency_ms", c => $"{c.Group},{c.Rat},{c.Day},\"{c.Value:0},000\""),
                "is not a number"
            ),
            Refuse(
                "thousands with a space",
                Long("group,rat,day,latency_ms", c => $"{c.Group},{c.Rat},{c.Day},{c.Value:0} 000"),
                "is not a number"
            ),
            Refuse(
                "one value in milliseconds",
                Long() + "saline,5,7,10200\n",
                "18:4: 10200 s would be over 1000 s, and the head says seconds"
            ),
            Refuse(
                "one day in milliseconds",
                Long(row: c => $"{c.Group},{c.Rat},{c.Day},{Text(c.Day == 7 ? 1000 * c.Value : c.Value)}"),
                "3:4: 10500 s would be over 1000 s"
            ),
            Refuse("percent in the cells", Long(row: c => $"{c.Group},{c.Rat},{c.Day},{Text(c.Value)}%"), "\"9.4%\" is not a number"),
        ];

    // What stands around a table, or in it, and is no value of an animal.
    private static IEnumerable<Variant> Pages =>
        [
            Refuse(
                "means below the animals",
                Across("group,rat,day 0,day 7") + "Mean,,9.9,8.8\nSEM,,0.3,0.2\n",
                "10:1: group: \"Mean\" is a summary"
            ),
            Refuse("means named in the group", Long() + "saline mean,,7,10.2\n", "18:2: rat: The cell is empty"),
            Refuse("n and p below", Across("group,rat,day 0,day 7") + "n,,8,8\np,,0.8,0.01\n", "10:2: rat: The cell is empty"),
            Refuse("a mean across", Across("group,rat,day 0,day 7,Mean"), "There is no column time_h or day"),
            Refuse("a footnote", Long() + "\n* ill on day 3\n", "19:2: rat: The cell is empty"),
            Refuse("two tables below each other", Long() + "\n" + Long(), "19:3: day: \"day\" is not a number"),
            Refuse("two tables side by side", Beside(), "1:6: The column day stands here a second time"),
            Refuse("a row of units", Long("group,rat,day,latency\n,,d,s"), "2:4: latency: \"s\" is not a number"),
            Refuse(
                "a group once",
                Long(row: c => $"{(c is { Rat: 1, Day: 0 } ? c.Group : "")},{c.Rat},{c.Day},{Text(c.Value)}"),
                "3:1: group: The cell is empty"
            ),
            Refuse("groups as headings", "rat,day 0,day 7\nsaline,,\n1,9.4,10.5\nmorphine,,\n2,11.3,7.1\n", "There is no column group"),
            Refuse("groups by colour", Across("rat,day 0,day 7", group: false), "There is no column group"),
            Refuse("a day twice", Across("group,rat,day 7,day 7"), "1:4: The column day 7 stands here a second time"),
            Refuse(
                "mean and SEM in a cell",
                "Day,saline,morphine\n0,9.9 (0.3),10.1 (0.5)\n7,10.3 (0.1),7.3 (0.3)\n",
                "Give mean, SEM and N a column each."
            ),
            Refuse(
                "dates as a sheet counts them",
                Long("group,rat,date,latency_s", c => $"{c.Group},{c.Rat},{45355 + c.Day},{Text(c.Value)}"),
                "2:3: date: \"45355\" is not a date that can be read; write it as 2024-03-04.",
                new ReadingOptions { Day0 = "2024-03-04" }
            ),
            Refuse(
                "dates of two digits",
                Long("group,rat,date,latency_s", c => $"{c.Group},{c.Rat},{4 + c.Day}-Mar-24,{Text(c.Value)}"),
                "write it as 2024-03-04",
                new ReadingOptions { Day0 = "2024-03-04" }
            ),
            Refuse("the head twice", Long() + "group,rat,day,latency_s\n", "18:3: day: \"day\" is not a number"),
        ];

    private static IEnumerable<Variant> Apart =>
        [
            Of("cohorts of one number", Restarted("cohort")),
            Of("cages of one number", Restarted("Cage")),
            Of("batches of one number", Restarted("batch no")),
            Of("sexes of one number", Restarted("Sex")),
            Of("repeats, told", Repeated(), new ReadingOptions { HasRepeats = true }),
            Of(
                "trials",
                Long(
                    "group,rat,day,trial,latency_s",
                    c => $"{c.Group},{c.Rat},{c.Day},1,{Text(c.Value - 1)}\n{c.Group},{c.Rat},{c.Day},2,{Text(c.Value + 1)}"
                )
            ),
            Of(
                "a side of two",
                Long(
                    "group,rat,day,side,latency_s",
                    c => $"{c.Group},{c.Rat},{c.Day},ipsi,{Text(c.Value)}\n{c.Group},{c.Rat},{c.Day},contra,9"
                ),
                new ReadingOptions { Only = ["side=ipsi"] }
            ),
            Of(
                "a time of two",
                Long("group,rat,day,hour,latency_s", c => $"{c.Group},{c.Rat},{c.Day},0,{Text(c.Value)}\n{c.Group},{c.Rat},{c.Day},2,9"),
                new ReadingOptions { Only = ["hour=0"] }
            ),
            Of(
                "drug and dose",
                Long("drug,dose,rat,day,latency_s", c => $"{c.Group},{(c.Group == "saline" ? 0 : 5)},{c.Rat},{c.Day},{Text(c.Value)}")
            ),
            Refuse("repeats, not told", Repeated(), "--repeats says that such rows are trials"),
            Refuse(
                "an unknown column",
                Long("group,rat,day,lamp,latency_s", c => $"{c.Group},{c.Rat},{c.Day},40,{Text(c.Value)}\n{c.Group},{c.Rat},{c.Day},60,3"),
                "--only \"lamp=60\" reads these rows alone"
            ),
            Refuse(
                "phases of a day",
                Long(
                    "group,rat,day,phase,latency_s",
                    c => $"{c.Group},{c.Rat},{c.Day},before,{Text(c.Value)}\n{c.Group},{c.Rat},{c.Day},after,3"
                ),
                "--only \"phase=after\""
            ),
            Refuse(
                "doses of one drug",
                Long("drug,dose,rat,day,latency_s", c => $"{c.Group},{c.Rat % 2},{c.Rat},{c.Day},{Text(c.Value)}"),
                "--column \"group=drug+dose\" makes groups of both"
            ),
            Refuse("another word for the animal", Long("group,chip,day,latency_s"), "--column rat=chip"),
            Refuse(
                "a rat of two cages",
                Long("group,rat,cage,day,latency_s", c => $"{c.Group},{c.Rat},{(c.Day == 0 ? "A" : "B")},{c.Day},{Text(c.Value)}"),
                "--column identity=cage says that these are two rats"
            ),
        ];

    private static IEnumerable<Variant> Refused =>
        [
            Refuse(
                "a rat in capitals",
                Long(row: c => $"{c.Group},{(c.Day == 0 ? "r" : "R")}{c.Rat},{c.Day},{Text(c.Value)}"),
                "in another spelling; an animal has one spelling"
            ),
            Refuse(
                "a rat with zeros",
                Long(row: c => $"{c.Group},{(c.Day == 0 ? "0" : "")}{c.Rat},{c.Day},{Text(c.Value)}"),
                "\"1\" of \"saline\" is \"01\" of line 2"
            ),
            Refuse(
                "a rat with decimals",
                Long(row: c => $"{c.Group},{c.Rat}{(c.Day == 0 ? "" : ".0")},{c.Day},{Text(c.Value)}"),
                "\"1.0\" of \"saline\" is \"1\" of line 2"
            ),
            Refuse(
                "a group in capitals",
                Long(row: c => $"{(c.Day == 0 ? c.Group : c.Group.ToUpperInvariant())},{c.Rat},{c.Day},{Text(c.Value)}"),
                "a group has one spelling"
            ),
            Refuse(
                "a rat in two groups",
                Long(row: c =>
                    $"{c.Group},{(c.Group == "saline" ? 10 + c.Rat : c is { Rat: 1, Day: 7 } ? 11 : 20 + c.Rat)},{c.Day},{Text(c.Value)}"
                ),
                "--animals-of-two-groups crossover"
            ),
            Refuse(
                "a side that is none",
                Long("group,rat,day,paw,latency_s", c => $"{c.Group},{c.Rat},{c.Day},x,{Text(c.Value)}"),
                "2:4: paw: \"x\" is not left, right, both, tail, ipsi or contra"
            ),
            new("a picture", [0x89, .. "PNG\r\n"u8, 0, 1, 2], None, "a picture (PNG)"),
            new("a PDF", [.. "%PDF-1.7\n"u8], None, "a PDF; save the table as .xlsx or CSV"),
            new("an old workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], None, "an old or encrypted Office file (.xls)"),
            new("a compressed file", [0x1F, 0x8B, 8, 0, 0, 0], None, "compressed (gzip"),
            new("zeros", new byte[500], None, "a binary file"),
            new("nothing", [], None, "The file is empty."),
            Refuse("a web page", "<!DOCTYPE html><html><table></table></html>", "a web page or XML"),
            Refuse("a Prism project", "<?xml version=\"1.0\"?><GraphPadPrismFile/>", "a Prism project (.pzfx)"),
            Refuse("an open quote", Long() + "\"saline,5,0,9\n", "18:1: A quoted cell begins in this row and is never closed."),
        ];

    private static string Comma() =>
        Long("group;rat;day;latency_s", cell => $"{cell.Group};{cell.Rat};{cell.Day};{Text(cell.Value).Replace('.', ',')}");

    private static string Restarted(string head) =>
        Long($"group,{head},rat,day,latency_s", c => $"{c.Group},{(c.Rat > 2 ? "b" : "a")},{(c.Rat - 1) % 2 + 1},{c.Day},{Text(c.Value)}");

    private static string Repeated() =>
        Long(row: c => $"{c.Group},{c.Rat},{c.Day},{Text(c.Value - 1)}\n{c.Group},{c.Rat},{c.Day},{Text(c.Value + 1)}");

    private static string Across(string head, bool group = true) =>
        (head.Length > 0 ? head + "\n" : "")
        + string.Concat(
            Groups.SelectMany(one =>
                one.Rats.Select((rat, number) => $"{(group ? one.Name + "," : "")}{number + 1},{Text(rat[0])},{Text(rat[1])}\n")
            )
        );

    private static string Block(string head, Func<int, string>? time = null) =>
        head
        + "\n"
        + string.Concat(
            new[] { 0, 7 }.Select(day =>
                (time?.Invoke(day) ?? $"{day}") + string.Concat(Saline.Concat(Morphine).Select(rat => $",{Text(rat[day / 7])}")) + "\n"
            )
        );

    private static string Beside() =>
        Long("group,rat,day,latency_s,treatment,day", c => $"{c.Group},{c.Rat},{c.Day},{Text(c.Value)},vehicle,{c.Day}");

    private static object?[][] Rows(bool percent = false) =>
        [
            ["group", "rat", "day", "latency_s"],
            .. Cells.Select(cell =>
                (object?[])[cell.Group, (double)cell.Rat, (double)cell.Day, percent ? (decimal)(100 * cell.Value) : cell.Value]
            ),
        ];

    private static object?[] Typed(string[] cells) =>
        [
            .. cells.Select(cell =>
                double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? (object?)number : cell
            ),
        ];

    private static Variant Book(string name, object?[][] rows, ReadingOptions? options = null) =>
        new(name, XlsxFile.Of(("Data", rows)), options ?? None, null) { File = "table.xlsx" };

    private static Variant Of(string name, string text, ReadingOptions? options = null) =>
        new(name, Encoding.UTF8.GetBytes(text), options ?? None, null);

    private static Variant Refuse(string name, string text, string refusal, ReadingOptions? options = null) =>
        new(name, Encoding.UTF8.GetBytes(text), options ?? None, refusal);

    private static string Text(double value) => Math.Round(value, 6).ToString(CultureInfo.InvariantCulture);
}
