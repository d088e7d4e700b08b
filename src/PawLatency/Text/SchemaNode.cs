using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PawLatency.Text;

/// <summary>The format of a map as collected from the reader, for the JSON Schema.</summary>
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

    // Editors take a name of digits only for a number.
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
        // YAML editors take on and off for booleans.
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

    /// <summary>Allows any key; all values have the format of the returned node.</summary>
    public SchemaNode AnyName()
    {
        var node = new SchemaNode();
        _schema["additionalProperties"] = node.ToJson();
        return node;
    }

    /// <summary>Requires exactly one of the keys.</summary>
    public void ExactlyOne() => (_schema["minProperties"], _schema["maxProperties"]) = (1, 1);

    /// <summary>Lets a key replace all required keys.</summary>
    public void Instead(string key)
    {
        _schema.Remove("required");
        _schema["anyOf"] = new JsonArray(new JsonObject { ["required"] = new JsonArray(key) }, new JsonObject { ["required"] = _required });
    }

    /// <summary>Adds one of several formats of the map, selected by the value of a key.</summary>
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

    /// <summary>The JSON Schema of the map. It shares its properties with this node, so it can be requested before they are
    /// complete.</summary>
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
