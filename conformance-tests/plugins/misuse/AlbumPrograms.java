package org.rdylib.conformance.misuse;

import org.rdylib.conformance.misuse.albums.Album;
import org.rdylib.conformance.misuse.albums.Albums;
import org.rdylib.conformance.misuse.albums.Mark;
import org.rdylib.loader.Region;
import org.rdylib.loader.ScalarSlice;

/** What is lent for a lifetime for which something is in use already. */
final class AlbumPrograms extends Subject {

    private final byte[] room = new byte[10_000_000];

    AlbumPrograms(Libraries libraries) {
        super(libraries);
        add("an object is changed that was lent inside a call which reads what is viewed for that", this::summed);
        add("an object is closed that was lent inside a call of what is viewed for that", this::read);
        add("an object is changed that was lent beside a call of another thread's that reads", this::summedElsewhere);
        add("an object is closed that was lent to what another thread has called", this::readElsewhere);
    }

    private void summed() {
        Albums albums = libraries.albums();
        try (Mark mark = albums.mark(1);
                Region region = Region.open()) {
            Album album = albums.album(region, room);
            System.out.println(albums.sum(album.page(), () -> {
                album.note(mark);
                album.close();
                mark.set(2);
            }));
        }
    }

    private void read() {
        Albums albums = libraries.albums();
        try (Mark mark = albums.mark(1);
                Region region = Region.open()) {
            Album album = albums.left(region, room);
            System.out.println(album.read(() -> {
                album.note(mark);
                end(mark);
            }));
        }
    }

    private void summedElsewhere() throws Throwable {
        Albums albums = libraries.albums();
        try (Mark mark = albums.mark(1);
                Region region = Region.openShared()) {
            Album album = albums.album(region, room);
            ScalarSlice<Integer, byte[]> page = album.page();
            during(wait -> albums.sum(page, wait::run), () -> {
                album.note(mark);
                album.close();
                mark.set(2);
            });
        }
    }

    private void readElsewhere() throws Throwable {
        Albums albums = libraries.albums();
        try (Mark mark = albums.mark(1);
                Region region = Region.openShared()) {
            Album album = albums.left(region, room);
            during(wait -> album.read(wait::run), () -> {
                album.note(mark);
                end(mark);
            });
        }
    }

    private static void end(Mark mark) {
        mark.close();
    }
}
