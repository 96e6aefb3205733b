using System.Text.Json;
using System.Text.RegularExpressions;

namespace WarmTransfer.Emulator;

/// <summary>Reads a phone book from JSON, as <c>phones.schema.json</c> describes it.</summary>
internal sealed class PhonesFile
{
    private const string Answers = "answers";
    private const string Busy = "busy";
    private const string Rejects = "rejects";
    private const string NoAnswer = "noAnswer";
    private const string Mailbox = "mailbox";
    private const string Unreachable = "unreachable";
    private const string RefusesConnection = "refusesConnection";
    private const string UnknownHost = "unknownHost";

    private static readonly string[] Behaviours = [Answers, Busy, Rejects, NoAnswer, Mailbox, Unreachable, RefusesConnection, UnknownHost];
    private static readonly string[] Transfers = ["succeeds", "refused", "fails", "ignored"];

    // What each member is for; it is a mistake to give it to a phone that could never come to it.
    private static readonly Dictionary<string, string[]> Uses = new(StringComparer.Ordinal)
    {
        ["after"] = [Answers, Busy, Rejects, Mailbox],
        ["sipStatus"] = [Rejects],
        ["greeting"] = [Mailbox],
        ["does"] = [Answers, Mailbox],
        ["when"] = [Answers, Mailbox],
        ["reactsAfter"] = [Answers, Mailbox],
        ["hangsUpAfter"] = [Answers, Mailbox],
        ["losesMediaAfter"] = [Answers, Mailbox],
        ["rings"] = [Answers, Busy, Rejects, NoAnswer, Mailbox],
        ["ringsAfter"] = [Answers, Busy, Rejects, NoAnswer, Mailbox],
        ["voice"] = [Answers, Mailbox],
        ["credentials"] = [Answers, Busy, Rejects, NoAnswer, Mailbox],
        ["answerHeaders"] = [Answers, Mailbox],
        ["transfer"] = [Answers, Mailbox],
        ["transferStatus"] = [Answers, Mailbox],
    };

    private readonly JsonProblems _problems;
    private readonly PhoneBook _book = new();

    private PhonesFile(JsonProblems problems) => _problems = problems;

    /// <summary>Reads the phones; those in which something is wrong, which is noted, are left out.</summary>
    public static PhoneBook Read(ReadOnlySpan<byte> utf8, JsonProblems problems)
    {
        var file = new PhonesFile(problems);
        if (JsonText.Read(utf8, problems) is { } json)
            file.ReadBook(json);
        return file._book;
    }

    private void ReadBook(JsonValue json)
    {
        var fields = new JsonFields(json, _problems, "an object such as {\"phones\":[{\"number\":\"+15105550123\",\"behaviour\":\"answers\"}]}");
        fields.Find("$schema");
        if (fields.IsObject && fields.Find("phones") is null)
            fields.Note("phones", "is missing; expected an array of phones.");
        foreach (var phone in fields.Array("phones"))
            ReadEntry(new JsonFields(phone, _problems));
        fields.End();
    }

    private void ReadEntry(JsonFields fields)
    {
        var before = _problems.Messages.Count;
        var number = fields.RequiredText("number");
        if (string.IsNullOrWhiteSpace(number) && number is not null)
            fields.Note("number", "is blank; expected a phone number, a SIP user or a SIP address.");
        else if (number is not null && _book.Has(number))
            fields.Note("number", $"\"{number}\" is in the book already; a number has one phone.");

        var phone = ReadPhone(fields);
        fields.End();
        if (number is not null && _problems.Messages.Count == before)
            _book.Add(number, phone);
    }

    private Phone ReadPhone(JsonFields fields)
    {
        var behaviour = fields.Choice("behaviour", Behaviours) ?? Answers;
        foreach (var (member, users) in Uses)
        {
            if (fields.Find(member) is not null && !users.Contains(behaviour))
                fields.Note(member, $"says nothing about a phone that is \"{behaviour}\"; remove it, or make the behaviour {string.Join(" or ", users.Select(user => $"\"{user}\""))}.");
        }

        var phone = ReadRinging(fields, Begin(behaviour, fields));
        phone = ReadTransfer(fields, ReadTalk(fields, phone));
        if (fields.Duration("hangsUpAfter") is { } hangUp)
            phone = phone.HangsUpAfter(hangUp);
        if (fields.Duration("losesMediaAfter") is { } loss)
            phone = phone.LosesMediaAfter(loss);
        foreach (var (name, value) in fields.Texts("answerHeaders"))
            phone = phone.AnswersWithHeader(name, value);
        return phone;
    }

    private static Phone Begin(string behaviour, JsonFields fields)
    {
        var status = fields.Integer("sipStatus", 300, 699);
        var greeting = behaviour == Mailbox ? fields.RequiredText("greeting") : fields.Text("greeting");
        var phone = behaviour switch
        {
            Busy => Phone.Busy(),
            Rejects => Phone.Rejects(status ?? 603),
            NoAnswer => Phone.RingsOut(),
            Mailbox => Phone.Mailbox(greeting ?? "?"),
            Unreachable => Phone.Unreachable(),
            RefusesConnection => Phone.RefusesConnection(),
            UnknownHost => Phone.HasUnknownHost(),
            _ => Phone.AnswersAfter(TimeSpan.FromSeconds(2)),
        };
        return fields.Duration("after") is { } after ? phone.RespondsAfter(after) : phone;
    }

    private static Phone ReadRinging(JsonFields fields, Phone phone)
    {
        var ringsAfter = fields.Duration("ringsAfter");
        if (fields.Flag("rings") == false)
        {
            if (ringsAfter is not null)
                fields.Note("ringsAfter", "contradicts \"rings\": false; remove one of them.");
            phone = phone.WithoutRinging();
        }
        else if (ringsAfter is { } delay)
        {
            phone = phone.RingsAfter(delay);
        }

        if (fields.Object("credentials") is not { } credentials)
            return phone;
        var user = credentials.RequiredText("user");
        var password = credentials.Secret("password");
        credentials.End();
        return user is null || password is null ? phone : phone.RequiresCredentials(user, password);
    }

    private Phone ReadTalk(JsonFields fields, Phone phone)
    {
        phone = phone.Does(ReadActions(fields, "does"));
        foreach (var reaction in fields.Array("when"))
            phone = ReadReaction(new JsonFields(reaction, _problems), phone);
        if (fields.Duration("reactsAfter") is { } delay)
            phone = phone.ReactsAfter(delay);
        if (fields.Integer("voice", Tone.LeastHertz, Tone.MostHertz) is not { } hertz)
            return phone;
        if (hertz % Tone.LeastHertz == 0)
            return phone.WithVoice(hertz);
        fields.Note("voice", $"is {hertz}; expected a multiple of {Tone.LeastHertz}.");
        return phone;
    }

    private Phone ReadReaction(JsonFields fields, Phone phone)
    {
        var hears = fields.Text("hears");
        var matches = fields.Text("matches");
        if (fields.IsObject && (fields.Find("hears") is null) == (fields.Find("matches") is null))
            fields.Note("hears", "or matches has to be there, and not both: what the person listens for.");
        if (fields.IsObject && fields.Find("does") is null)
            fields.Note("does", "is missing; expected an array of what the person then does.");
        var actions = ReadActions(fields, "does");
        fields.End();
        if (matches is null)
            return hears is null ? phone : phone.When(hears, actions);
        try
        {
            // Without backtracking: no text that is heard makes it slow.
            var pattern = new Regex(matches, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
            return phone.When(heard => pattern.IsMatch(heard.Text), actions);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            fields.Note("matches", $"is no regular expression that can be used: {exception.Message}");
            return phone;
        }
    }

    private PhoneAction[] ReadActions(JsonFields fields, string name) =>
        [.. fields.Array(name).Select(action => ReadAction(new JsonFields(action, _problems))).OfType<PhoneAction>()];

    private PhoneAction? ReadAction(JsonFields fields)
    {
        PhoneAction?[] actions =
        [
            fields.Text("says") is { } line ? new PhoneAction.Say(line) : null,
            fields.Duration("waits") is { } duration ? new PhoneAction.Wait(duration) : null,
            fields.Text("presses") is { } digits ? ReadDigits(fields, digits) : null,
            IsTrue(fields, "beeps") ? new PhoneAction.Beep() : null,
            IsTrue(fields, "hangsUp") ? new PhoneAction.HangUp() : null,
        ];
        var given = fields.Given;
        fields.End();
        if (given != 1 && fields.IsObject)
            _problems.Add(fields.Line, $"{fields.Path} has {given} members; expected one of says, waits, presses, beeps or hangsUp.");
        return Array.Find(actions, action => action is not null);
    }

    private static bool IsTrue(JsonFields fields, string name)
    {
        var flag = fields.Flag(name);
        if (flag == false)
            fields.Note(name, "is false; expected true, or leave the step out.");
        return flag == true;
    }

    private static PhoneAction.Press? ReadDigits(JsonFields fields, string digits)
    {
        if (digits.AsSpan().IndexOfAnyExcept(Phone.Keys) < 0)
            return new PhoneAction.Press(digits);
        fields.Note("presses", $"is \"{digits}\"; expected keys: 0-9, A-D, * and #.");
        return null;
    }

    private static Phone ReadTransfer(JsonFields fields, Phone phone)
    {
        var status = fields.Integer("transferStatus", 300, 699);
        var transfer = fields.Choice("transfer", Transfers);
        if (status is not null && transfer != "refused")
            fields.Note("transferStatus", "is only for a \"transfer\" that is \"refused\"; remove it, or say so.");
        return transfer switch
        {
            "refused" => phone.RefusesTransfer(status ?? 603),
            "fails" => phone.FailsTransfer(),
            "ignored" => phone.IgnoresTransfer(),
            _ => phone,
        };
    }
}
