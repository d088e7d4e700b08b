namespace PawLatency.Text;

/// <summary>
/// Reads the keys of one map of a file. It collects faults instead of stopping at the first, refuses every key nobody asked for,
/// and gives a harmless value where one is missing, so that reading goes on.
/// </summary>
/// <remarks>
/// The same reading code, run over a <see cref="SchemaNode"/> in place of a file, describes the file's format: that is how the JSON
/// Schema is made, and why it cannot differ from what is read.
/// </remarks>
internal sealed partial class KeyReader
{
    private readonly string _path;
    private readonly YamlMap _map;
    private readonly List<Fault> _faults;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly SchemaNode? _schema;

    private KeyReader(string file, string path, YamlMap map, List<Fault> faults, SchemaNode? schema)
    {
        (File, _path, _map, _faults, _schema) = (file, path, map, faults, schema);
        foreach (
            IGrouping<string, (YamlText Key, YamlItem Value)> twice in map
                .Entries.GroupBy(entry => entry.Key.Value)
                .Where(group => group.Count() > 1)
        )
        {
            YamlText second = twice.ElementAt(1).Key;
            Add(second, $"The key \"{twice.Key}\" stands here a second time; it is already on line {twice.First().Key.Line}.");
        }
    }

    public string File { get; }

    /// <summary>Whether this run only describes the format.</summary>
    public bool IsDescribing => _schema is not null;

    /// <summary>Where the map begins.</summary>
    public (int Line, int Column) Place => (_map.Line, _map.Column);

    /// <summary>The keys that are there, whether asked for or not.</summary>
    public IEnumerable<string> Keys => _map.Entries.Select(entry => entry.Key.Value).Distinct();

    /// <summary>Reads a file: runs the reading code, then reports every fault at once.</summary>
    public static T Read<T>(string file, ReadOnlySpan<byte> bytes, Func<KeyReader, T> read)
    {
        var faults = new List<Fault>();
        var reader = new KeyReader(file, "", YamlTree.Parse(file, bytes), faults, null);
        T result = read(reader);
        reader.Done();
        return faults.Count == 0 ? result : throw new InputException(faults);
    }

    /// <summary>Runs the reading code over nothing, to learn which keys it reads.</summary>
    public static SchemaNode Describe<T>(Func<KeyReader, T> read)
    {
        var schema = new SchemaNode();
        read(new KeyReader("", "", new YamlMap(1, 1, []), [], schema));
        return schema;
    }

    /// <summary>Reads a map with its own reading code; keys that code does not ask for are refused.</summary>
    public T? Map<T>(string key, string about, Func<KeyReader, T?> read, bool required = false)
    {
        if (_schema is not null)
        {
            return read(new KeyReader("", "", _map, _faults, _schema.Map(key, about, required)));
        }

        return Item(key, required, "a map of keys and values") switch
        {
            YamlMap map => ReadAll(Path(key), map, read),
            { } other => Refuse<T>(other, key, $"A map of keys and values is needed here, not {other.Kind}."),
            null => default,
        };
    }

    /// <summary>Reads a map whose keys are names of the file's choosing.</summary>
    public Dictionary<string, T> Named<T>(string about, Func<KeyReader, T?> read)
        where T : class
    {
        var values = new Dictionary<string, T>(StringComparer.Ordinal);
        if (_schema is not null)
        {
            read(new KeyReader("", "", _map, _faults, _schema.AnyName()));
            return values;
        }

        foreach (string key in Keys)
        {
            if (Map(key, about, read) is { } value)
            {
                values[key] = value;
            }
        }

        return values;
    }

    /// <summary>Refuses the map unless it has exactly one key.</summary>
    public void ExactlyOne(string message)
    {
        _schema?.ExactlyOne();
        if (Keys.Count() != 1 && !IsDescribing)
        {
            Refuse("", $"{message}; here {(Keys.Any() ? $"are {string.Join(" and ", Keys)}" : "is nothing")}.");
        }
    }

    /// <summary>Lets a key stand for all the required ones; the reading code sees to it.</summary>
    public void Instead(string key) => _schema?.Instead(key);

    /// <summary>Reads a map that has one of several formats, told apart by the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="what">What its value names.</param>
    /// <param name="formats">The formats by name.</param>
    /// <param name="otherwise">The format of a map without the key; null where it must be there.</param>
    public T? Variant<T>(string key, string what, IReadOnlyDictionary<string, Func<KeyReader, T?>> formats, string? otherwise = null)
        where T : class
    {
        if (_schema is not null)
        {
            foreach ((string name, Func<KeyReader, T?> describe) in formats)
            {
                describe(new KeyReader("", "", _map, _faults, _schema.Variant(key, name, $"The {what}.", required: name != otherwise)));
            }

            return null;
        }

        if (otherwise is not null && !Keys.Contains(key))
        {
            _asked.Add(key);
            return formats[otherwise](this);
        }

        Func<KeyReader, T?>? read = Parsed(
            key,
            text =>
                formats.TryGetValue(text, out Func<KeyReader, T?>? format)
                    ? format
                    : throw new ArgumentException($"There is no {what} \"{text}\".{Nearest.Suggest(text, [.. formats.Keys])}"),
            "",
            $"Name a {what}: {string.Join(", ", formats.Keys)}.",
            required: true
        );
        // Without it nothing says which keys there may be: the missing name is the fault that is told.
        _asked.UnionWith(read is null ? Keys : []);
        return read?.Invoke(this);
    }

    /// <summary>Reads a list of maps.</summary>
    public IReadOnlyList<T> Maps<T>(string key, string about, Func<KeyReader, T?> read, bool required = false)
        where T : class
    {
        if (_schema is not null)
        {
            read(new KeyReader("", "", _map, _faults, _schema.Maps(key, about, required)));
            return [];
        }

        var values = new List<T>();
        foreach (
            (YamlItem item, int index) in List(key, required, "a list, with a dash before each entry,")
                .Select((item, index) => (item, index))
        )
        {
            string path = $"{Path(key)}[{index}]";
            if (item is not YamlMap map)
            {
                Add(item, $"{path}: A map of keys and values is needed here, not {item.Kind}.");
            }
            else if (ReadAll(path, map, read) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    /// <summary>Reads a list of values, each with a function that throws <see cref="ArgumentException"/> where it cannot.</summary>
    public IReadOnlyList<T> Values<T>(string key, Func<string, T> parse, string about, string form, bool required = false)
    {
        _schema?.List(key, $"{about} {form}", required);
        var values = new List<T>();
        foreach ((YamlItem item, int index) in List(key, required, "a list").Select((item, index) => (item, index)))
        {
            try
            {
                values.Add(
                    item is YamlText text
                        ? parse(text.Value)
                        : throw new ArgumentException($"One value is needed here, not {item.Kind}{Needed(form)}")
                );
            }
            catch (ArgumentException fault)
            {
                Add(item, $"{Path(key)}[{index}]: {Fault.Plain(fault)}");
            }
        }

        return values;
    }

    /// <summary>Builds a value whose constructor may refuse; the fault is put on the key that its parameter is named after.</summary>
    public T? Build<T>(Func<T> build)
        where T : class
    {
        if (IsDescribing)
        {
            return null;
        }

        try
        {
            return build();
        }
        catch (ArgumentException fault)
        {
            string key = fault.ParamName ?? "";
            (YamlText Key, YamlItem Value) entry = _map.Entries.FirstOrDefault(entry => entry.Key.Value == key);
            Add(entry.Value ?? _map, entry.Value is null ? $"{_path}: {Fault.Plain(fault)}" : $"{Path(key)}: {Fault.Plain(fault)}");
            return null;
        }
    }

    /// <summary>Reports a fault on a key, or on the map where the key is absent.</summary>
    public void Refuse(string key, string message)
    {
        YamlItem? item = _map.Entries.FirstOrDefault(entry => entry.Key.Value == key).Value;
        Add(item ?? _map, $"{Path(key)}: {message}");
    }

    /// <summary>Refuses keys that are known, but not here, with what there is to say of them.</summary>
    public void RefuseForeign(IEnumerable<(string Key, string Message)> foreign)
    {
        foreach ((string known, string message) in foreign)
        {
            if (!_asked.Contains(known) && _map.Entries.FirstOrDefault(entry => entry.Key.Value == known).Key is { } key)
            {
                _asked.Add(known);
                Add(key, $"{Path(known)}: {message}");
            }
        }
    }

    // Refuses the keys nobody has asked for.
    private void Done()
    {
        foreach ((YamlText key, _) in _map.Entries.Where(entry => !_asked.Contains(entry.Key.Value)))
        {
            // "{ mass: 0,3 kg }" is a mass of 0 and a key "3 kg".
            string comma =
                key.Value.Length > 0 && char.IsAsciiDigit(key.Value[0])
                    ? " A comma begins a new key here; decimals are written with a point, as in 0.5."
                    : "";
            Add(
                key,
                $"The key \"{key.Value}\" is not known "
                    + $"{(_path.Length == 0 ? "here" : "in " + _path)}.{comma}{Nearest.Suggest(key.Value, _asked)}"
            );
        }
    }

    private IReadOnlyList<YamlItem> List(string key, bool required, string form) =>
        Item(key, required, form) switch
        {
            YamlList { Items.Count: 0 } empty when required => Refuse<List<YamlItem>>(
                empty,
                key,
                "The list is empty; at least one entry is needed."
            ) ?? [],
            YamlList list => list.Items,
            { } other => Refuse<List<YamlItem>>(other, key, $"{form} is needed here, not {other.Kind}.") ?? [],
            null => [],
        };

    private YamlItem? Item(string key, bool required, string form)
    {
        _asked.Add(key);
        YamlItem? item = _map.Entries.FirstOrDefault(entry => entry.Key.Value == key).Value;
        if (item is null && required && !IsDescribing)
        {
            Add(_map, $"The key \"{key}\" is missing{(_path.Length == 0 ? "" : " in " + _path)}{Needed(form)}");
        }

        return item;
    }

    private T? ReadAll<T>(string path, YamlMap map, Func<KeyReader, T?> read)
    {
        var reader = new KeyReader(File, path, map, _faults, null);
        T? value = read(reader);
        reader.Done();
        return value;
    }

    private T? Refuse<T>(YamlItem item, string key, string message)
    {
        Add(item, $"{Path(key)}: {message}");
        return default;
    }

    private string Path(string key) =>
        _path.Length == 0 ? key
        : key.Length == 0 ? _path
        : $"{_path}.{key}";

    // A form is a few words ("a dose") or whole sentences ("A day is a number.").
    private static string Needed(string form) => form.EndsWith('.') ? $". {form}" : $"; {form} is needed.";

    private void Add(YamlItem item, string message) => _faults.Add(new Fault(File, item.Line, item.Column, message));
}
