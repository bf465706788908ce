using System.Collections;

namespace AdsbFeeder.Configuration;

/// <summary>Sections of one kind by the names that the owner gave them, upper or lower case; asking for one makes it.</summary>
internal sealed class NamedSettings<T>(Func<string, T> create) : IEnumerable<T>
{
    private readonly SortedDictionary<string, T> _sections = new(StringComparer.OrdinalIgnoreCase);

    internal T this[string name]
    {
        get
        {
            if (!_sections.TryGetValue(name, out var section))
            {
                _sections[name] = section = create(name);
            }

            return section;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _sections.Values.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
