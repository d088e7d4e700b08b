using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PawLatency.Text;

/// <summary>The format of a map, as the reading code asked for it, on its way to a JSON Schema.</summary>
internal sealed class SchemaNode
{
    private readonly JsonObject _properties = [];
    private readonly JsonArray _required = [];
    private readonly JsonObject _schema;

    public SchemaNode() =>
        _schema = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = _properties,
            ["required"] = _required,
        };

    // A model number or a name may be written with digits alone: editors then see a number.
    public void Text(string key, string about, bool required) =>
        Add(key, about, required, new JsonObject { ["type"] = new JsonArray("string", "number") });

    public void Integer(string key, string about, bool required, long low, long high) =>
        Add(
            key,
            about,
            required,
            new JsonObject
            {
                ["type"] = "integer",
                ["minimum"] = low,
                ["maximum"] = high,
            }
        );

    public void Choice(string key, string about, bool required, IReadOnlyList<string> choices)
    {
        JsonNode?[] names = [.. choices.Select(name => (JsonNode?)name)];
        // YAML editors read a bare on or off as a truth value.
        JsonArray types = choices.Contains("on") ? ["string", "boolean"] : ["string"];
        JsonArray values = choices.Contains("on") ? [.. names, true, false] : [.. names];
        Add(key, about, required, new JsonObject { ["type"] = types, ["enum"] = values });
    }

    public void Number(string key, string about, bool required, UnitSet units)
    {
        string alternatives = string.Join(
            '|',
            units.Units.Select(unit => Regex.Escape(unit).Replace("/", "\\/", StringComparison.Ordinal))
        );
        string pattern = $"^[+-]?[0-9.]+([eE][+-]?[0-9]+)? *({alternatives})$";
        JsonObject quantity =
            units == UnitSet.Fraction
                ? new JsonObject { ["type"] = "number" }
                : new JsonObject { ["type"] = "string", ["pattern"] = pattern };
        Add(key, $"{about} Units: {string.Join(", ", units.Units)}.", required, quantity);
    }

    public void List(string key, string about, bool required) =>
        Add(
            key,
            about,
            required,
            new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = new JsonArray("number", "string") },
            }
        );

    public SchemaNode Map(string key, string about, bool required)
    {
        var node = new SchemaNode();
        Add(key, about, required, node.ToJson());
        return node;
    }

    public SchemaNode Maps(string key, string about, bool required)
    {
        var node = new SchemaNode();
        Add(
            key,
            about,
            required,
            new JsonObject
            {
                ["type"] = "array",
                ["minItems"] = required ? 1 : 0,
                ["items"] = node.ToJson(),
            }
        );
        return node;
    }

    /// <summary>Makes every key a valid name; all of them have the format of the node that is returned.</summary>
    public SchemaNode AnyName()
    {
        var node = new SchemaNode();
        _schema["additionalProperties"] = node.ToJson();
        return node;
    }

    /// <summary>Makes the keys alternatives.</summary>
    public void ExactlyOne() => (_schema["minProperties"], _schema["maxProperties"]) = (1, 1);

    /// <summary>Makes a key stand for all the required ones.</summary>
    public void Instead(string key)
    {
        _schema.Remove("required");
        _schema["anyOf"] = new JsonArray(new JsonObject { ["required"] = new JsonArray(key) }, new JsonObject { ["required"] = _required });
    }

    /// <summary>Makes the map one of several formats, told apart by the value of a key, and adds one of them.</summary>
    public SchemaNode Variant(string key, string value, string about, bool required)
    {
        if (_schema["oneOf"] is not JsonArray variants)
        {
            _schema.Clear();
            _schema["oneOf"] = variants = [];
        }

        var node = new SchemaNode();
        node.Add(key, about, required, new JsonObject { ["const"] = value });
        variants.Add(node.ToJson());
        return node;
    }

    /// <summary>The JSON Schema of the map. It shares its properties with this node, so it may be taken before they are complete.</summary>
    public JsonObject ToJson() => _schema;

    /// <summary>The text of a schema file (draft 2020-12).</summary>
    public string ToFile(string title, string about)
    {
        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
            ["description"] = about,
        };
        foreach ((string key, JsonNode? value) in _schema.ToArray())
        {
            _schema.Remove(key);
            root[key] = value;
        }

        return JsonText.Write(root);
    }

    private void Add(string key, string about, bool required, JsonObject schema)
    {
        schema["description"] = about;
        _properties[key] = schema;
        if (required)
        {
            _required.Add(key);
        }
    }
}
