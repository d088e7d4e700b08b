namespace PawLatency.Text;

/// <summary>
/// Reads the keys of one map of a file. It collects all errors instead of stopping at the first, refuses unknown keys, and returns a
/// harmless value for a missing one, so that reading continues.
/// </summary>
/// <remarks>
/// The same code also runs on a <see cref="SchemaNode"/> to generate the JSON Schema, so the schema always matches the reader.
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
            Add(second, $"The key \"{twice.Key}\" is repeated; it is already on line {twice.First().Key.Line}.");
        }
    }

    public string File { get; }

    /// <summary>Whether this run only generates the schema.</summary>
    public bool IsDescribing => _schema is not null;

    /// <summary>Line and column of the map.</summary>
    public (int Line, int Column) Place => (_map.Line, _map.Column);

    /// <summary>All keys of the map.</summary>
    public IEnumerable<string> Keys => _map.Entries.Select(entry => entry.Key.Value).Distinct();

    /// <summary>Reads a file and reports all errors together.</summary>
    public static T Read<T>(string file, ReadOnlySpan<byte> bytes, Func<KeyReader, T> read)
    {
        var faults = new List<Fault>();
        var reader = new KeyReader(file, "", YamlTree.Parse(file, bytes), faults, null);
        T result = read(reader);
        reader.Done();
        return faults.Count == 0 ? result : throw new InputException(faults);
    }

    /// <summary>Runs the reader without a file, to collect its keys for the schema.</summary>
    public static SchemaNode Describe<T>(Func<KeyReader, T> read)
    {
        var schema = new SchemaNode();
        read(new KeyReader("", "", new YamlMap(1, 1, []), [], schema));
        return schema;
    }

    /// <summary>Reads a map with its own function; keys that the function does not read are refused.</summary>
    public T? Map<T>(string key, string about, Func<KeyReader, T?> read, bool required = false)
    {
        if (_schema is not null)
        {
            return read(new KeyReader("", "", _map, _faults, _schema.Map(key, about, required)));
        }

        return Item(key, required, "a map of keys and values") switch
        {
            YamlMap map => ReadAll(Path(key), map, read),
            { } other => Refuse<T>(other, key, $"Use a map of keys and values here, not {other.Kind}."),
            null => default,
        };
    }

    /// <summary>Reads a map with arbitrary names as keys.</summary>
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

    /// <summary>Refuses a map without exactly one key.</summary>
    public void ExactlyOne(string message)
    {
        _schema?.ExactlyOne();
        if (Keys.Count() != 1 && !IsDescribing)
        {
            Refuse("", $"{message}; found {(Keys.Any() ? string.Join(" and ", Keys) : "none")}.");
        }
    }

    /// <summary>Declares in the schema that a key replaces all required keys; the reader checks this itself.</summary>
    public void Instead(string key) => _schema?.Instead(key);

    /// <summary>Reads a map in one of several formats, selected by the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="what">What the value is the name of.</param>
    /// <param name="formats">The formats by name.</param>
    /// <param name="otherwise">Format of a map without the key; null if the key is required.</param>
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
            $"Use one of: {string.Join(", ", formats.Keys)}.",
            required: true
        );
        // If the format is unknown, only that is reported, because the valid keys depend on it.
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
                Add(item, $"{path}: Use a map of keys and values here, not {item.Kind}.");
            }
            else if (ReadAll(path, map, read) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    /// <summary>Reads a list of values, each with a function that throws <see cref="ArgumentException"/> if the value is not
    /// valid.</summary>
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

    /// <summary>Builds a value whose constructor may throw; the error is reported at the key with the name of the parameter.</summary>
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

    /// <summary>Reports an error at a key, or at the map if the key is absent.</summary>
    public void Refuse(string key, string message)
    {
        YamlItem? item = _map.Entries.FirstOrDefault(entry => entry.Key.Value == key).Value;
        Add(item ?? _map, $"{Path(key)}: {message}");
    }

    /// <summary>Refuses keys that are valid elsewhere but not here, each with its own message.</summary>
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

    // Refuses unknown keys.
    private void Done()
    {
        foreach ((YamlText key, _) in _map.Entries.Where(entry => !_asked.Contains(entry.Key.Value)))
        {
            // YAML reads "{ mass: 0,3 kg }" as a mass of 0 and a key "3 kg".
            string comma =
                key.Value.Length > 0 && char.IsAsciiDigit(key.Value[0])
                    ? " A comma starts a new key here; write decimals with a point, as in 0.5."
                    : "";
            Add(key, $"Unknown key \"{key.Value}\"{(_path.Length == 0 ? "" : " in " + _path)}.{comma}{Nearest.Suggest(key.Value, _asked)}");
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

    // A form is a few words ("a dose") or a whole sentence ("Use a number.").
    private static string Needed(string form) => form.EndsWith('.') ? $". {form}" : $"; {form} is needed.";

    private void Add(YamlItem item, string message) => _faults.Add(new Fault(File, item.Line, item.Column, message));
}
