namespace WarmTransfer.Emulator.Tests;

public sealed class PhoneTests
{
    private const string Number = "+15105550123";

    private readonly CallFixture _fixture = new();

    [Fact]
    public void Human_HearsTheAgent_Replies()
    {
        _fixture.Phones.Add(Number, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).Says("Billing.").When("put a caller", says: "Yes, please."));
        var said = new List<string>();

        _fixture.Time.Run(async () =>
        {
            var agent = _fixture.Join("consult", "agent", "agent");
            agent.Observe(e =>
            {
                if (e is RoomEvent.TextReceived text)
                    said.Add($"{text.Text.ParticipantIdentity}: {text.Text.Text}");
            });
            await _fixture.DialAsync("consult", Number);
            await Task.Delay(TimeSpan.FromSeconds(5), _fixture.Time);
            await CallFixture.SayAsync(agent, "May I put a caller through?");
            await Task.Delay(TimeSpan.FromSeconds(5), _fixture.Time);
        });

        Assert.Equal(["human: Billing.", "human: Yes, please."], said);
        Assert.True(Assert.Single(_fixture.Phones.Calls).Recording.HasHeard("put a caller"));
    }
}
