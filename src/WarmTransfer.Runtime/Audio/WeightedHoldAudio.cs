namespace WarmTransfer;

/// <summary>One of several hold sounds, for <see cref="HoldAudio.OneOf(IReadOnlyList{WeightedHoldAudio})"/>.</summary>
/// <param name="Audio">What is heard.</param>
/// <param name="Weight">How probable it is: 0 (never) to 1 (always).</param>
public sealed record WeightedHoldAudio(HoldAudio Audio, double Weight)
{
    // Ten weights of 0.1 sum up to a little more than 1 in binary.
    private const double RoundingError = 1e-9;

    internal static IReadOnlyList<WeightedHoldAudio> Validated(IReadOnlyList<WeightedHoldAudio> choices)
    {
        if (choices.Count == 0)
            throw new ArgumentException($"There is nothing to pick from. For silence use {nameof(HoldAudio)}.{nameof(HoldAudio.None)}.", nameof(choices));

        for (var i = 0; i < choices.Count; i++)
        {
            if (choices[i]?.Audio is null)
                throw new ArgumentException($"Choice {i} is null.", nameof(choices));

            if (!(choices[i].Weight >= 0))
                throw new ArgumentException($"The weight of choice {i} is {choices[i].Weight}; it must be a number from 0 to 1.", nameof(choices));
        }

        var sum = choices.Sum(choice => choice.Weight);
        if (sum > 1 + RoundingError)
            throw new ArgumentException($"The weights sum up to {sum}; they are probabilities and may sum up to at most 1.", nameof(choices));

        return [.. choices];
    }
}
