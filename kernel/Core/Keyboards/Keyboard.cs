namespace Lodestar.Core.Keyboards;

/// <summary>The keyboard: from the bytes that its controller has sent to what they do.</summary>
/// <param name="port">The controller.</param>
/// <param name="layout">The language of its keys.</param>
/// <param name="actions">What keys do beside typing.</param>
internal sealed class Keyboard(IKeyboardPort port, KeyLayout layout, IKeyboardActions actions)
{
    private readonly ScancodeDecoder _decoder = new();
    private readonly LightSwitch _lights = new(port);
    private readonly KeyTranslator _translator = new(KeyMapBuilder.Build(layout), actions);
    private KeyboardLights? _shown;

    /// <summary>What the keys do. Programs may change it.</summary>
    internal KeyMap Map => _translator.Map;

    /// <summary>The modifiers that are held, a bit for each <see cref="Modifier"/>.</summary>
    internal int Modifiers => _translator.Modifiers;

    /// <summary>Takes a byte that the controller has sent.</summary>
    internal void Take(byte value)
    {
        if (_lights.TryTake(value))
        {
            return;
        }

        _translator.TakeScancode(value);
        if (_decoder.TryDecode(value, out KeyCode key, out bool isPressed))
        {
            _translator.Take(key, isPressed);
        }
    }

    /// <summary>Makes the lights those of a terminal.</summary>
    internal void Show(KeyboardLights lights)
    {
        if (_shown != lights)
        {
            _shown = lights;
            _lights.Set(lights);
        }
    }
}
